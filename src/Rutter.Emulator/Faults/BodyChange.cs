using System.Globalization;
using System.Text.Json;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Faults;

/// <summary>Changes the body of a real response. A body that is not JSON stays unchanged.</summary>
internal sealed class BodyChange
{
    /// <summary>
    /// An escape sequence that clears the screen, one that sets the window's title, a line of its own, text that runs backwards, quotes
    /// that end PowerShell's strings, and a C1 control character.
    /// </summary>
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\r\nPS C:\\> \u202etxt\u0000'\"`$(throw)\u009b31m";

    private readonly string[][] pointers;
    private readonly Func<JsonElement, string?> replace;
    private readonly List<string> path = [];

    private BodyChange(string pointer, Func<JsonElement, string?> replace)
    {
        pointers = Array.ConvertAll(pointer.Split(','), Parts);
        this.replace = replace;
    }

    /// <summary>Replaces the values of the pointer with a JSON text; null removes them.</summary>
    public static Response Replace(Response response, string pointer, string? json) => new BodyChange(pointer, _ => json ?? "").Change(response);

    /// <summary>Appends a text to the strings of the pointer, or to all strings.</summary>
    public static Response AppendToStrings(Response response, string? pointer, string? text) => new BodyChange(
        pointer ?? "/**",
        value => value.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(value.GetString() + (text ?? Hostile)) : null).Change(response);

    private static string[] Parts(string pointer) =>
        [.. pointer.Split('/')[1..].Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private Response Change(Response response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return response with { Body = JsonText.Write(json => Write(json, document.RootElement), response.Body.Length * 2) };
        }
        catch (JsonException)
        {
            return response;
        }
    }

    private void Write(Utf8JsonWriter json, JsonElement value, string? name = null)
    {
        var replacement = pointers.Any(pointer => IsMeant(pointer, 0, 0)) ? replace(value) : null;
        if (replacement == "")
        {
            return;
        }

        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        if (replacement is not null)
        {
            json.WriteRawValue(replacement, skipInputValidation: true);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    WriteBelow(json, member.Name, member.Value, member.Name);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    WriteBelow(json, index++.ToString(CultureInfo.InvariantCulture), element, null);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private void WriteBelow(Utf8JsonWriter json, string step, JsonElement value, string? name)
    {
        path.Add(step);
        Write(json, value, name);
        path.RemoveAt(path.Count - 1);
    }

    /// <summary>Whether the rest of the pointer fits the rest of the path.</summary>
    private bool IsMeant(string[] pointer, int part, int step)
    {
        if (part == pointer.Length)
        {
            return step == path.Count;
        }

        if (pointer[part] == "**")
        {
            return IsMeant(pointer, part + 1, step) || (step < path.Count && IsMeant(pointer, part, step + 1));
        }

        return step < path.Count && (pointer[part] == "*" || pointer[part] == path[step]) && IsMeant(pointer, part + 1, step + 1);
    }
}
