using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rutter.Client.Transport;
using Rutter.Client.Json;

namespace RutterPS.Common;

/// <summary>What a person gives as a body, as JSON in UTF-8: decimals digit for digit, instants in ISO 8601, nothing cut.</summary>
internal sealed class JsonBody
{
    private const int MaximumDepth = 100;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaximumDepth };
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaximumDepth + 1 };

    private readonly Utf8JsonWriter json;

    private JsonBody(Utf8JsonWriter json) => this.json = json;

    /// <exception cref="ArgumentException">Text that is not JSON, or a value that JSON cannot hold or that must not be sent.</exception>
    public static ReadOnlyMemory<byte>? From(object? body)
    {
        if (body is null)
        {
            return null;
        }

        if (PSObjects.Unwrap(body) is string text)
        {
            return FromText(text);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            new JsonBody(writer).Write(body, depth: 1);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A structure as a part of a body.</summary>
    /// <exception cref="ArgumentException">A value that JSON cannot hold or that must not be sent.</exception>
    public static JsonElement ToElement(object structure)
    {
        using var document = JsonDocument.Parse(From(structure)!.Value, Strict);
        return document.RootElement.Clone();
    }

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

    private void Write(object? input, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new ArgumentException($"The body is deeper than {MaximumDepth} levels, or holds itself.");
        }

        switch (PSObjects.Unwrap(input))
        {
            case null or DBNull:
            case var _ when ReferenceEquals(input, AutomationNull.Value):
                json.WriteNullValue();
                break;
            case SecureString or PSCredential or Secret:
                throw new ArgumentException("The body holds a SecureString or a credential, which has no form in JSON. Give the text that is meant.");
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                json.WriteBooleanValue(flag);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float or double:
                throw new ArgumentException("The body holds a number that is infinite or not a number, which JSON cannot hold.");
            case Enum choice:
                json.WriteStringValue(choice.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                json.WriteRawValue(Convert.ToString(PSObjects.Unwrap(input), CultureInfo.InvariantCulture)!);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(Instant.Format(instant));
                break;
            case DateTime { Kind: DateTimeKind.Unspecified } time:
                json.WriteStringValue(Instant.Format(new DateTimeOffset(time, TimeSpan.Zero)));
                break;
            case DateTime time:
                json.WriteStringValue(Instant.Format(new DateTimeOffset(time)));
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Guid or char or Uri or Version:
                json.WriteStringValue(Convert.ToString(PSObjects.Unwrap(input), CultureInfo.InvariantCulture));
                break;
            case IDictionary members:
                WriteMembers(members.Cast<DictionaryEntry>().Select(member => (NameOf(member.Key), (object?)member.Value)), depth);
                break;
            case IEnumerable items:
                WriteItems(items, depth);
                break;
            default:
                WriteMembers(PSObject.AsPSObject(input).Properties.Where(property => property.IsGettable).Select(property => (property.Name, (object?)property.Value)), depth);
                break;
        }
    }

    private static string NameOf(object key) => Convert.ToString(PSObjects.Unwrap(key), CultureInfo.InvariantCulture)!;

    private void WriteMembers(IEnumerable<(string Name, object? Value)> members, int depth)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(value, depth + 1);
        }

        json.WriteEndObject();
    }

    private void WriteItems(IEnumerable items, int depth)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            Write(item, depth + 1);
        }

        json.WriteEndArray();
    }
}
