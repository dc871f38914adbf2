using Rutter.Generator.Model;

namespace Rutter.Generator.Help;

/// <summary>What templates can ask about one cmdlet of an object.</summary>
internal sealed class HelpFacts
{
    private static readonly string[] Times = ["created_at", "updated_at", "last_synced_at"];

    private readonly Api api;
    private readonly ApiObject item;
    private readonly IReadOnlySet<string> commands;
    private readonly Dictionary<string, string> values;

    public HelpFacts(Api api, ApiObject item, Command command, IReadOnlySet<string> commands, ExampleValues examples)
    {
        this.api = api;
        this.item = item;
        this.commands = commands;
        Command = command;
        values = new Dictionary<string, string>
        {
            ["name"] = item.Name,
            ["Name"] = Naming.Sentence(item.Name),
            ["plural"] = item.PluralName,
            ["Plural"] = Naming.Sentence(item.PluralName),
            ["Noun"] = item.Noun,
            ["Purpose"] = item.File.Purpose,
            ["path"] = "/" + item.Path,
            ["file"] = Slug,
            ["Model"] = $"{item.Namespace}.{item.Noun}",
            ["filterable"] = Enumerate(item.Model.Properties.Where(property => property.IsFilterable).Select(property => property.ApiName)),
            ["selectField"] = SelectField(),
            ["totalProperty"] = item.Model.Find("total_amount") is null ? " -Property Balance" : "",
            ["page"] = api.PublicPages.AddressOf(Slug) ?? "",
        };
        AddNeeded(examples);
        AddFilter();
        AddBodies(examples);
    }

    public Command Command { get; }

    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>What is only known by rule, or where the public description contradicts itself.</summary>
    public IEnumerable<string> Doubts
    {
        get
        {
            foreach (var operation in Operations())
            {
                if (operation.Unverified is not null)
                {
                    yield return $"{operation.Method} {operation.Path} is on no public page that was read: it follows the rule of Rutter's other objects, and may not be there.";
                }

                foreach (var fault in operation.Faults)
                {
                    yield return $"Rutter's public description of {operation.Method} {operation.Path} contradicts itself: {fault}.";
                }
            }

            foreach (var fault in item.Faults)
            {
                yield return $"Rutter's public description of {item.PluralName} contradicts itself: {fault}. Both forms are read, and writes send what the description of the write asks for.";
            }

            if (Command.Verb == "Get" && item.Unverified is { } doubt)
            {
                yield return $"The {doubt}.";
            }

            foreach (var member in (Body?.Properties ?? []).Where(member => member.Unverified is not null))
            {
                yield return $"{member.Name} is {member.Unverified}: it is sent as it is given, and a platform may refuse it.";
            }
        }
    }

    private string Slug => item.Path[(item.Path.LastIndexOf('/') + 1)..].Replace('_', '-');

    /// <summary>Whether a condition of a template holds; null for one that nobody knows.</summary>
    public bool? Holds(string condition) => condition switch
    {
        ['-', .. var parameter] => Command.Parameters.Any(known => known.Name == parameter),
        [.. var verb, '-'] => commands.Contains($"{verb}-Rutter{item.Noun}"),
        "Get" or "New" or "Update" or "Remove" or "Sync" => Command.Verb == condition,
        "list" => item.ListParameters is not null,
        "fetch" => item.FetchParameters is not null,
        "single" => item.SingleParameters is not null,
        "unread" => item is { IsFilterUnread: true, Unverified: null },
        "partlyRead" => item is { IsFilterUnread: true, Unverified: not null },
        "filterable" => values["filterable"].Length > 0,
        "filterField" => values["filterField"].Length > 0,
        "money" => item.Model.Properties.Any(property => property.Type is FieldKind.Number or FieldKind.NumberText),
        "total" => commands.Contains("Measure-RutterAmount") && item.Model.Find("currency_code") is not null
            && new[] { "total_amount", "balance" }.Any(field => item.Model.Find(field)?.Type is FieldKind.Number or FieldKind.NumberText),
        "nested" => Body?.Properties.Any(property => property.Structure is not null) == true,
        "page" => values["page"].Length > 0,
        _ when api.Objects.Any(known => known.Noun == condition) => item.Noun == condition,
        _ => null,
    };

    /// <summary>The words of a parameter that is a field of the body or a query parameter of this object alone; empty for all others.</summary>
    public IReadOnlyList<string> WordsOf(CommandParameter parameter)
    {
        bool Is(string apiName) => Naming.Pascal(apiName) == parameter.Name || parameter.Aliases.Contains(apiName);

        if (Body?.Properties.FirstOrDefault(property => Is(property.ApiName)) is { } field)
        {
            return HelpWords.OfParameter(field, noun => commands.Contains("Get-Rutter" + noun));
        }

        if (parameter.Query is null || item.ListParameters?.FirstOrDefault(own => own.ApiName == parameter.Query)?.Value is not { } query)
        {
            return [];
        }

        // The id of a list's query is that of the object around, which a field names too.
        var words = query.Words.Length > 0 ? query : item.Model.Properties.FirstOrDefault(property => property.Name == parameter.Name);
        return words is null ? [] : [HelpWords.OfField(words)];
    }

    /// <summary>A field that an example can change without harm.</summary>
    public static Property FieldToUpdate(Structure body) =>
        new[] { "memo", "description", "name", "vendor_name", "customer_name" }.Select(body.Find).FirstOrDefault(
            field => field?.Type == FieldKind.Text)
        ?? body.Properties.FirstOrDefault(property => property is { Type: FieldKind.Text, IsList: false }) ?? body.Properties[0];

    private Structure? Body => Command.Verb switch { "New" => item.CreateBody, "Update" => item.UpdateBody, _ => null };

    private IEnumerable<Operation> Operations()
    {
        var (methods, paths) = Command.Verb switch
        {
            "New" => ("POST", new[] { "" }),
            "Update" => ("PATCH", ["/{id}"]),
            "Remove" => ("DELETE", ["/{id}"]),
            _ => ("GET", ["", "/{id}"]),
        };
        return api.Operations.Where(operation => operation.Method == methods && paths.Any(path => operation.Path == $"/{item.Path}{path}"));
    }

    private static string Enumerate(IEnumerable<string> texts) => texts.ToList() switch
    {
        [] => "",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };

    private string SelectField()
    {
        var column = item.File.Table.Select(column => item.Model.Find(column.Field)).FirstOrDefault(
            property => property is { IsList: false, Type: FieldKind.Text or FieldKind.Choice });
        return $"{column?.Name ?? "Id"} -Like '*a*'";
    }

    // What a list cannot be read without.
    private void AddNeeded(ExampleValues examples)
    {
        var needed = Command.Parameters.Where(parameter => parameter.Query is not null && parameter.Places.Any(place => place.IsRequired))
            .Select(parameter => (item.Model.Properties.FirstOrDefault(property => property.Name == parameter.Name)
                ?? item.ListParameters!.First(query => query.ApiName == parameter.Query).Value) with { IsRequired = true }).ToList();
        var body = examples.Of(new Structure("Query") { Pointer = "", Properties = needed }, []);
        values["neededSetup"] = body.Setup;
        values["needed"] = needed.Count == 0 ? "" : " " + Arguments(body);
    }

    // Something else than the three times, which have parameters of their own.
    private void AddFilter()
    {
        var field = item.Model.Properties.FirstOrDefault(
            property => property is { IsFilterable: true, IsList: false } && !Times.Contains(property.ApiName) && ValueOf(property) is not null);
        var (comparison, value) = field is null ? ("", "") : ValueOf(field)!.Value;
        values["filterField"] = field?.ApiName ?? "";
        values["filterOperator"] = comparison;
        values["filterValue"] = value;
    }

    private static (string Operator, string Value)? ValueOf(Property property) => property.Type switch
    {
        FieldKind.Choice when property.Values.Count > 0 => ("-eq", ExampleValues.Quote(property.Values[0])),
        FieldKind.Text => ("-like", "'a*'"),
        FieldKind.Number or FieldKind.NumberText => ("-ge", "100"),
        FieldKind.Day or FieldKind.Instant => ("-ge", "(Get-Date).AddYears(-2)"),
        _ => null,
    };

    private void AddBodies(ExampleValues examples)
    {
        if (item.CreateBody is { } create)
        {
            var body = examples.Of(create, item.File.Example);
            var width = body.Values.Select(value => value.Property.Name.Length).DefaultIfEmpty().Max();
            values["newSetup"] = body.Setup;
            values["newArguments"] = Arguments(body);
            values["newRow"] = string.Join('\n', body.Values.Select(value => $"    {value.Property.Name.PadRight(width)} = {value.Expression}"));
        }

        if (item.UpdateBody is { } update)
        {
            var field = FieldToUpdate(update);
            var body = examples.Of(field, item.File.Example[field.ApiName]);
            values["updateSetup"] = body.Setup;
            values["updateArguments"] = Arguments(body);
        }
    }

    private static string Arguments(ExampleBody body) => string.Join(' ', body.Values.Select(value => $"-{value.Property.Name} {value.Expression}"));
}
