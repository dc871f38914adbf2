using System.Globalization;
using System.Text;
using Rutter.Generator.Help;
using Rutter.Generator.Model;

namespace Rutter.Generator.Pages;

/// <summary><c>docs/objects/&lt;Noun&gt;.md</c>: what an object has, and what can be done with it.</summary>
internal static class ObjectPage
{
    public static string Of(Api api, ApiObject item, IReadOnlySet<string> cmdlets)
    {
        var lines = new CoverageLines(api, cmdlets);
        var text = new StringBuilder($"# {Naming.Sentence(item.Name)}\n\n{item.File.Purpose}\n\n");
        text.Append("| Cmdlet | Request |\n|---|---|\n");
        foreach (var operation in api.Operations.Where(operation => operation.Path == $"/{item.Path}" || operation.Path == $"/{item.Path}/{{id}}"
            || (operation.Noun is null && operation.Path.StartsWith($"/{item.Path}/", StringComparison.Ordinal))))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{lines.Of(operation).Cmdlet}` | {operation.Method} {operation.Path}{(operation.Unverified is null ? "" : " °")} |\n");
        }

        var sync = $"Sync-Rutter{item.Noun}";
        if (cmdlets.Contains(sync))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{sync}` | GET /{item.Path}, what is new since the last run |\n");
        }

        text.Append('\n');
        if (api.Operations.Any(operation => operation.Unverified is not null && operation.Path.StartsWith($"/{item.Path}", StringComparison.Ordinal)))
        {
            text.Append("°: on no public page that was read; it follows the rule of the others.\n\n");
        }

        text.Append("`Get-Help` says what their parameters mean, with examples.\n\n## Fields\n\n");
        Table(text, item);
        Nested(text, item);
        Example(text, item, lines, api);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Table(StringBuilder text, ApiObject item)
    {
        var hasWrites = item.CreateBody is not null || item.UpdateBody is not null;
        text.Append(hasWrites ? "| Field | Type | | Meaning |\n|---|---|---|---|\n" : "| Field | Type | Meaning |\n|---|---|---|\n");
        foreach (var property in item.Model.Properties.Concat(OnlyWritten(item)))
        {
            var use = hasWrites ? $" {Use(item, property)} |" : "";
            var meaning = HelpWords.OfField(property).Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"| {property.Name} | {HelpWords.TypeOf(property)} |{use} {meaning} |\n");
        }

        text.Append('\n');
        if (hasWrites)
        {
            text.Append("C: a create takes it; C!: a create needs it; U: an update takes it; W: it is written and not read. ");
        }

        var filterable = item.Model.Properties.Where(property => property.IsFilterable).Select(property => property.Name).ToList();
        text.Append((filterable.Count > 0, item.IsFilterUnread) switch
        {
            (true, true) => $"To filter and sort by: {string.Join(", ", filterable)}; there may be more, because no public page lists them all.",
            (true, _) => $"To filter and sort by: {string.Join(", ", filterable)}.",
            (_, true) => "No public page says which fields can be filtered on.",
            _ => "The list takes no filter.",
        });
        text.Append("\n\n");
    }

    private static IEnumerable<Property> OnlyWritten(ApiObject item) =>
        new[] { item.CreateBody, item.UpdateBody }.OfType<Structure>().SelectMany(body => body.Properties)
            .Where(property => item.Model.Find(property.ApiName) is null).DistinctBy(property => property.ApiName);

    private static string Use(ApiObject item, Property property)
    {
        var create = item.CreateBody?.Find(property.ApiName) switch { null => "", { IsRequired: true } => "C!", _ => "C" };
        var update = item.UpdateBody?.Find(property.ApiName) is null ? "" : "U";
        var written = item.Model.Find(property.ApiName) is null ? "W" : "";
        return string.Join(' ', new[] { create, update, written }.Where(use => use.Length > 0));
    }

    // In a line each: whoever needs more asks Get-Help or completion.
    private static void Nested(StringBuilder text, ApiObject item)
    {
        var nested = item.Model.Properties.Select(property => property.Structure).OfType<Structure>().Distinct().ToList();
        if (nested.Count == 0)
        {
            return;
        }

        text.Append("## Nested\n\n");
        foreach (var structure in nested)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"- {structure.Name}: {string.Join(", ", structure.Properties.Select(property => property.Name))}.\n");
        }

        text.Append('\n');
    }

    private static void Example(StringBuilder text, ApiObject item, CoverageLines lines, Api api)
    {
        var create = api.Operations.FirstOrDefault(operation => operation.Method == "POST" && operation.Path == $"/{item.Path}");
        var setup = item.CreateBody is { } body ? new ExampleValues(api).Of(body, item.File.Example).Setup : "";
        var first = create is null ? "" : lines.Of(create) is var (cmdlet, line)
            && cmdlet.StartsWith("New-", StringComparison.Ordinal) ? setup + line + "\n" : "";
        var isWhole = item.ListParameters?.Any(parameter => parameter.ApiName == "response_mode") != false;
        var read = isWhole
            ? $"Get-Rutter{item.Noun} | Format-List\n"
            : $"Get-Rutter{item.Noun}{(GetRequired(item) ? "" : " -First 10 | Format-Table")}\n";
        text.Append(
            CultureInfo.InvariantCulture,
            $"## Example\n\n```powershell\n{(item.ListParameters is null && item.SingleParameters is null ? "" : read)}{first}```\n");
    }

    private static bool GetRequired(ApiObject item) => Emitting.GetCode.OwnParameters(item).Any(parameter => parameter.IsRequired);
}
