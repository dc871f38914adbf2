using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Generator.Model;

namespace Rutter.Generator.Help;

/// <summary>Values for a body, as PowerShell that runs.</summary>
/// <param name="Setup">Lines that read what the values refer to; each ends with a line break.</param>
/// <param name="Values">The expression for each property.</param>
internal sealed record ExampleBody(string Setup, IReadOnlyList<(Property Property, string Expression)> Values);

/// <summary>
/// Makes up values for bodies: what an object's file gives as an example, what is required beside it, and the ids of objects that are there for
/// whatever has to refer to one.
/// </summary>
/// <param name="api">The description.</param>
/// <param name="asApi">Whether names are spelled as the API spells them, for bodies that are sent as they are.</param>
internal sealed class ExampleValues(Api api, bool asApi = false)
{
    // Stands for an id until it is known how many of a kind are needed.
    private const char Mark = '\u0001';

    // What is being filled: something that holds more of its own kind gets none.
    private readonly Stack<Structure> open = new();

    private readonly Dictionary<string, ApiObject> byNoun = api.Objects.ToDictionary(item => item.Noun);

    /// <summary>The required values and those of the example.</summary>
    public ExampleBody Of(Structure body, JsonObject example)
    {
        var references = new List<string>();
        var values = Chosen(body, example).Select(property => (property, Expression(property, example[property.ApiName], references))).ToList();
        var needed = references.GroupBy(noun => noun).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var setup = string.Concat(needed.Select(group => group.Count() == 1
            ? $"${Camel(group.Key)} = Get-Rutter{group.Key}{Open(group.Key)} -First 1\n"
            : $"${Camel(Naming.Plural(group.Key))} = Get-Rutter{group.Key}{Open(group.Key)} -First {group.Count()}\n"));
        return new ExampleBody(setup, [.. values.Select(value => (value.property, Resolve(value.Item2, needed)))]);
    }

    /// <summary>A value for one property.</summary>
    public ExampleBody Of(Property property, JsonNode? example)
    {
        var structure = new Structure("Example") { Pointer = "", Properties = [property with { IsRequired = true }] };
        return Of(structure, new JsonObject { [property.ApiName] = example?.DeepClone() });
    }

    // In a line that is sent as it is, an object without cmdlets will do too.
    private bool HasList(string noun) =>
        asApi ? api.Operations.Any(operation => operation.Noun == noun && operation.IsPaged) : byNoun.TryGetValue(noun, out var item)
            && item.ListParameters is not null;

    private static IEnumerable<Property> Chosen(Structure body, JsonObject example) =>
        body.Properties.Where(property => property.IsRequired || example.ContainsKey(property.ApiName));

    // What is paid already can be linked to nothing.
    private string Open(string noun) =>
        byNoun.GetValueOrDefault(noun)?.Model.Find("status") is { IsFilterable: true } status
            && status.Values.Contains("open") ? " -Filter 'status = \"open\"'" : "";

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Resolve(string expression, IEnumerable<IGrouping<string, string>> needed)
    {
        foreach (var group in needed)
        {
            var variable = group.Count() == 1 ? $"${Camel(group.Key)}.Id" : $"${Camel(Naming.Plural(group.Key))}[{{0}}].Id";
            for (var i = 0; i < group.Count(); i++)
            {
                expression = expression.Replace(
                    MarkOf(group.Key, i), string.Format(CultureInfo.InvariantCulture, variable, i), StringComparison.Ordinal);
            }
        }

        return expression;
    }

    private static string MarkOf(string noun, int number) => $"{Mark}{noun}{number}{Mark}";

    private string Expression(Property property, JsonNode? example, List<string> references)
    {
        if (property.Structure is { } own && open.Contains(own))
        {
            return property.IsList ? "@()" : "@{}";
        }

        if (property.IsList)
        {
            var items = example is JsonArray array ? array.ToList() : [null];
            var expression = string.Join(", ", items.Select(item => Single(property, item, references)));
            return asApi ? $"@({expression})" : expression;
        }

        return Single(property, example, references);
    }

    private string Single(Property property, JsonNode? example, List<string> references)
    {
        if (property.Structure is { } structure)
        {
            var given = example as JsonObject ?? [];
            open.Push(structure);
            var members = string.Join(
                "; ",
                Chosen(structure, given).Select(
                    member => $"{(asApi ? member.ApiName : member.Name)} = {Expression(member, given[member.ApiName], references)}"));
            open.Pop();
            return members.Length == 0 ? "@{}" : $"@{{ {members} }}";
        }

        if (example is not null)
        {
            return Literal(example);
        }

        if (property.References is { } noun && HasList(noun))
        {
            references.Add(noun);
            return MarkOf(noun, references.Count(other => other == noun) - 1);
        }

        return property.Type switch
        {
            FieldKind.Choice when property.Values.Contains("USD") => "'USD'",
            FieldKind.Choice when property.Values.Count > 0 => Quote(property.Values[0]),
            FieldKind.Boolean => "$true",
            FieldKind.Number or FieldKind.NumberText => "12.50",
            FieldKind.Day => "'2024-03-29'",
            FieldKind.Instant => "'2024-03-29T09:00:00Z'",
            FieldKind.Any => "@{}",

            // The bytes of a file go as Base64.
            FieldKind.Text when property.ApiName == "file" => "'cmVjZWlwdA=='",
            FieldKind.Text when property.ApiName == "file_name" => "'receipt.pdf'",
            _ => Quote(Naming.Sentence(property.ApiName.Replace('_', ' '))),
        };
    }

    private string Member(KeyValuePair<string, JsonNode?> member)
    {
        var name = asApi ? member.Key : Naming.Pascal(member.Key);
        return $"{name} = {(member.Value is null ? "$null" : Literal(member.Value))}";
    }

    private string Literal(JsonNode node) => node switch
    {
        JsonObject { Count: 0 } => "@{}",
        JsonObject members => $"@{{ {string.Join("; ", members.Select(Member))} }}",
        JsonArray items => string.Join(", ", items.Select(item => Literal(item!))),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => "$true",
            JsonValueKind.False => "$false",
            JsonValueKind.Number => node.ToJsonString(),
            _ => Quote(node.GetValue<string>()),
        },
    };

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
