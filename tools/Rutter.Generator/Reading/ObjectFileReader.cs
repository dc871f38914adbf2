using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Generator.Model;

namespace Rutter.Generator.Reading;

/// <summary>Reads <c>api/objects/&lt;Noun&gt;.json</c>.</summary>
internal sealed class ObjectFileReader(JsonSource source, Mistakes mistakes)
{
    private static readonly string[] Known =
        ["purpose", "name", "plural", "entities", "table", "create", "update",
            "sentences", "positions", "aliases", "reads", "example", "corrections"];

    private JsonObject Root => source.Root.AsObject();

    public ObjectFile Read()
    {
        foreach (var (name, _) in Root.Where(member => !Known.Contains(member.Key)))
        {
            mistakes.Add(
                source, "/" + JsonSource.Escape(name), MistakeCodes.UnknownMember,
                    $"An object has no member '{name}'.{Mistakes.Nearest(name, Known)} It has {string.Join(", ", Known)}.");
        }

        return new ObjectFile
        {
            Source = source,
            Purpose = Require("purpose"),
            Name = Text("name"),
            Plural = Text("plural"),
            Entities = Root.ContainsKey("entities") ? Texts("entities") : null,
            Table = Columns(),
            Create = Text("create"),
            Update = Text("update"),
            HasOwnSentences = Text("sentences") == "by hand",
            Positions = Texts("positions"),
            Aliases = Object("aliases").Where(member => member.Value is JsonValue).ToDictionary(
                member => member.Key, member => member.Value!.ToString()),
            Reads = Object("reads").Where(member => member.Value is JsonValue).ToDictionary(member => member.Key, member => member.Value!.ToString()),
            Example = Object("example"),
            Corrections = Object("corrections"),
        };
    }

    private string Require(string name)
    {
        if (Text(name) is { Length: > 0 } text)
        {
            return text;
        }

        mistakes.Add(source, "/" + name, MistakeCodes.MissingMember, $"'{name}' is missing. Add a sentence that says what the object is.");
        return "";
    }

    private string? Text(string name) => Root[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => Wrong<string>(name, "a text"),
    };

    private IReadOnlyList<string> Texts(string name) => Root[name] switch
    {
        null => [],
        JsonArray items when items.All(item => item?.GetValueKind() == JsonValueKind.String) => [.. items.Select(item => item!.GetValue<string>())],
        _ => Wrong<IReadOnlyList<string>>(name, "an array of texts") ?? [],
    };

    private JsonObject Object(string name) => Root[name] switch
    {
        null => [],
        JsonObject members => members,
        _ => Wrong<JsonObject>(name, "an object") ?? [],
    };

    // "due_date", or "due_date: Due", or "due_date: Due 12".
    private List<TableColumn> Columns()
    {
        if (!Root.ContainsKey("table"))
        {
            mistakes.Add(
                source, "", MistakeCodes.MissingMember, "'table' is missing. Add the fields that the table shows, such as [\"name\", \"status\"].");
        }

        return [.. Texts("table").Select(text =>
        {
            var (field, rest) = text.Split(':', 2, StringSplitOptions.TrimEntries) is [var first, var second] ? (first, second) : (text, "");
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int? width = words.Length > 0 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            var label = string.Join(' ', width is null ? words : words[..^1]);
            return new TableColumn(field, label.Length > 0 ? label : Naming.Pascal(field), width);
        })];
    }

    private T? Wrong<T>(string name, string expected)
    {
        mistakes.Add(source, "/" + name, MistakeCodes.WrongType, $"'{name}' has to be {expected}.");
        return default;
    }
}
