using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Security;
using System.Text;
using System.Text.Json;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>Converts a person's body to JSON in UTF-8.</summary>
internal static class JsonBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = PlainJson.MaximumDepth };

    /// <exception cref="ArgumentException">It is text that is not JSON, or a value that JSON cannot hold or that must not be sent.</exception>
    public static ReadOnlyMemory<byte>? From(object? body) => PSObjects.Unwrap(body) switch
    {
        null => null,
        string text => FromText(text),
        _ => PlainJson.Write(PlainObjects.From(body)),
    };

    private static ReadOnlyMemory<byte> FromText(string text)
    {
        var bytes = StrictUtf8.GetBytes(text);
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return bytes;
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The body is text, but not JSON: {exception.Message}", exception);
        }
    }
}

/// <summary>Unwraps PowerShell objects at any depth. Plain .NET values and models of the client are left.</summary>
internal static class PlainObjects
{
    /// <exception cref="ArgumentException">It holds a secret, which must not be sent, or itself.</exception>
    public static object? From(object? input) => From(input, depth: 1);

    private static object? From(object? input, int depth)
    {
        if (depth > PlainJson.MaximumDepth)
        {
            throw new ArgumentException($"The body is deeper than {PlainJson.MaximumDepth} levels, or holds itself.");
        }

        return PSObjects.Unwrap(input) switch
        {
            null or DBNull => null,
            _ when ReferenceEquals(input, AutomationNull.Value) => null,
            SecureString or PSCredential or Secret =>
                throw new ArgumentException("The body holds a SecureString or a credential, which has no form in JSON. Give the text that is meant."),
            SwitchParameter flag => flag.ToBool(),
            // A number that was typed at the prompt is a double, but its PSObject has the original digits.
            double number => input is PSObject
                && decimal.TryParse(input.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && (double)exact == number
                ? exact
                : number,
            RutterData or JsonElement or string or ValueType or Uri or Version => PSObjects.Unwrap(input),
            IDictionary members => Members(members.Cast<DictionaryEntry>().Select(member => (NameOf(member.Key), member.Value)), depth),
            IEnumerable items => items.Cast<object?>().Select(item => From(item, depth + 1)).ToList(),
            _ => Members(
                PSObject.AsPSObject(input).Properties.Where(property => property.IsGettable).Select(
                    property => (property.Name, (object?)property.Value)),
                depth),
        };
    }

    private static string NameOf(object key) => Convert.ToString(PSObjects.Unwrap(key), CultureInfo.InvariantCulture)!;

    private static List<KeyValuePair<string, object?>> Members(IEnumerable<(string Name, object? Value)> members, int depth) =>
        [.. members.Select(member => KeyValuePair.Create(member.Name, From(member.Value, depth + 1)))];
}
