using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rutter.Generator.Help;
using Rutter.Generator.Model;

namespace Rutter.Generator.Pages;

/// <summary>What a person types for an operation of the API: the line of its cmdlet, or that of Invoke-RutterRequest.</summary>
/// <param name="api">The description.</param>
/// <param name="cmdlets">The names of all cmdlets.</param>
internal sealed partial class CoverageLines(Api api, IReadOnlySet<string> cmdlets)
{
    private readonly ExampleValues parameters = new(api);
    private readonly ExampleValues bodies = new(api, asApi: true);
    private readonly Dictionary<string, ApiObject> byNoun = api.Objects.ToDictionary(item => item.Noun);

    /// <summary>The line, and the name of its cmdlet.</summary>
    public (string Cmdlet, string Line) Of(Operation operation)
    {
        var line = Written(operation) ?? Generated(operation) ?? Request(operation);
        return (line.Split(' ', 2)[0], line);
    }

    // A cmdlet that somebody wrote, as far as it is there.
    private string? Written(Operation operation) =>
        api.CmdletLines.TryGetValue(operation.Id, out var line) && cmdlets.Contains(line.Split(' ', 2)[0]) ? line : null;

    private string? Generated(Operation operation)
    {
        if (operation.Noun is null || !byNoun.TryGetValue(operation.Noun, out var item))
        {
            return null;
        }

        var isItem = operation.Path == $"/{item.Path}/{{id}}";
        var isAll = operation.Path == $"/{item.Path}";
        var line = (operation.Method, isAll, isItem) switch
        {
            ("GET", true, _) when item.ListParameters is not null || item.SingleParameters is not null => $"Get-Rutter{item.Noun}",
            ("GET", _, true) when item.FetchParameters is not null => $"Get-Rutter{item.Noun} -Id $id",
            ("POST", true, _) when item.CreateBody is { } body => $"New-Rutter{item.Noun} {Arguments(parameters.Of(body, item.File.Example))}",
            ("PATCH", _, true) when item.UpdateBody is { } body => $"Update-Rutter{item.Noun} -Id $id {Arguments(OneField(item, body))}",
            ("DELETE", _, true) when item.HasDelete => $"Remove-Rutter{item.Noun} -Id $id",
            _ => null,
        };
        return line is not null && cmdlets.Contains(line.Split(' ', 2)[0]) ? line : null;
    }

    private ExampleBody OneField(ApiObject item, Structure body)
    {
        var field = HelpFacts.FieldToUpdate(body);
        return parameters.Of(field, item.File.Example[field.ApiName]);
    }

    private static string Arguments(ExampleBody body) => string.Join(' ', body.Values.Select(value => $"-{value.Property.Name} {value.Expression}"));

    private string ValueOf(QueryParameter parameter) => parameters.Of(parameter.Value, null).Values[0].Expression;

    private string Request(Operation operation)
    {
        var path = PathParameter().Replace(
            operation.Path, match => operation.PathValues.TryGetValue(match.Groups[1].Value, out var value) ? value : "$" + match.Groups[1].Value);
        var words = new List<string> { "Invoke-RutterRequest", path.Contains('$', StringComparison.Ordinal) ? $"\"{path}\"" : path };
        if (operation.Method != "GET")
        {
            words.Add($"-Method {operation.Method}");
        }

        if (operation.RequiredQuery.Count > 0)
        {
            words.Add($"-Query @{{ {string.Join("; ", operation.RequiredQuery.Select(query => $"{query.ApiName} = {ValueOf(query)}"))} }}");
        }

        if (operation.Body is { } body && operation.Method != "DELETE")
        {
            var values = bodies.Of(body, Example(operation, body)).Values;
            var members = string.Join("; ", values.Select(value => $"{value.Property.ApiName} = {value.Expression}"));
            words.Add(values.Count == 0 ? "-Body @{}" : $"-Body @{{ {members} }}");
        }

        if (operation.IsPaged)
        {
            words.Add("-All");
        }

        if (operation.SkipsAccessToken)
        {
            words.Add("-SkipAccessToken");
        }

        return string.Join(' ', words);
    }

    // What an object's file gives as an example, or one field of a body that needs none.
    private JsonObject Example(Operation operation, Structure body)
    {
        var member = body.Properties.FirstOrDefault(property => property is { IsRequired: true, IsList: false, Structure: not null });
        var example = operation.Noun is not null && byNoun.TryGetValue(operation.Noun, out var item) ? item.File.Example : [];
        if (member?.Structure is not { } inner)
        {
            return [];
        }

        var given = new JsonObject();
        foreach (var field in inner.Properties.Where(field => example.ContainsKey(field.ApiName) && operation.Method == "POST"))
        {
            given[field.ApiName] = example[field.ApiName]?.DeepClone();
        }

        if (given.Count == 0 && inner.Properties.All(field => !field.IsRequired) && inner.Properties.Count > 0)
        {
            var field = HelpFacts.FieldToUpdate(inner);
            given[field.ApiName] = example[field.ApiName]?.DeepClone();
        }

        return new JsonObject { [member.ApiName] = given };
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();
}
