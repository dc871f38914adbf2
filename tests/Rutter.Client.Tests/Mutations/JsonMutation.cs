using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rutter.Client.Tests.Mutations;

/// <summary>Every value of a JSON text in turn replaced by something that no well-behaved server sends there, or dropped.</summary>
internal static class JsonMutation
{
    private static readonly string[] Replacements =
    [
        "null",
        "true",
        "0",
        "-7",
        "2147483648",
        "1e400",
        "-1e-400",
        "12345678901234567890123456789012345678",
        "0.12345678901234567890123456789012345678",
        "\"\"",
        "\"text\"",
        "\"a/b?c#d\"",
        "\"\\u001b]0;owned\\u0007\\u001b[2J\\u202e\"",
        "\"\\ud800\"",
        "\"half \\udc00\\ud83d\"",
        "\"2024-13-45\"",
        "\"0000-00-00T00:00:00Z\"",
        "\"99999-01-01T00:00:00.000Z\"",
        "\"20240301\"",
        "\"200\"",
        "[]",
        "[null]",
        "[[]]",
        "[{}]",
        "{}",
        "{\"id\":null}",
        "{\"\\ud800\":\"\\ud800\"}",
    ];

    /// <summary>The mutated texts, each with what was done to it in words.</summary>
    public static IEnumerable<(string What, byte[] Json)> Of(string json)
    {
        var root = JsonNode.Parse(json);
        foreach (var path in PathsOf(root, ""))
        {
            foreach (var replacement in Replacements)
            {
                yield return ($"{path} = {replacement}", Encoding.UTF8.GetBytes(Write(root, path, replacement)));
            }

            // Half a character in bytes, as no escape can tell.
            yield return ($"{path} = bytes that are not UTF-8", [.. Encoding.Latin1.GetBytes(Write(root, path, "\"\u00ed\u00a0\u0080\u00ff\""))]);
            if (path.Length > 0)
            {
                yield return ($"{path} dropped", Encoding.UTF8.GetBytes(Write(root, path, null)));
            }
        }
    }

    private static IEnumerable<string> PathsOf(JsonNode? node, string path)
    {
        yield return path;
        var children = node switch
        {
            JsonObject members => members.SelectMany(member => PathsOf(member.Value, $"{path}/{member.Key}")),
            JsonArray items => items.SelectMany((item, index) => PathsOf(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"))),
            _ => [],
        };
        foreach (var child in children)
        {
            yield return child;
        }
    }

    private static string Write(JsonNode? root, string target, string? replacement)
    {
        var text = new StringBuilder();
        Append(root, "");
        return text.ToString();

        void Append(JsonNode? node, string path)
        {
            if (path == target)
            {
                text.Append(replacement);
                return;
            }

            switch (node)
            {
                case JsonObject members:
                    AppendAll('{', members.Select(member => ($"{path}/{member.Key}", member.Value, JsonSerializer.Serialize(member.Key) + ":")), '}');
                    break;
                case JsonArray items:
                    AppendAll('[', items.Select((item, index) => (string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"), item, "")), ']');
                    break;
                default:
                    text.Append(node?.ToJsonString() ?? "null");
                    break;
            }
        }

        void AppendAll(char open, IEnumerable<(string Path, JsonNode? Value, string Name)> children, char close)
        {
            text.Append(open);
            var separator = "";
            foreach (var (path, value, name) in children.Where(child => child.Path != target || replacement is not null))
            {
                text.Append(separator).Append(name);
                separator = ",";
                Append(value, path);
            }

            text.Append(close);
        }
    }
}
