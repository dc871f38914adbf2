using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Resources;

namespace Rutter.Client.Json;

/// <summary>
/// Writes plain .NET values as JSON: decimals digit for digit, instants in ISO 8601, dictionaries and models as objects, other sequences as arrays.
/// Everything that the client sends, except whole models, is written here.
/// </summary>
public static class PlainJson
{
    /// <summary>The maximum depth of a value.</summary>
    public const int MaximumDepth = 100;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaximumDepth + 1 };

    /// <summary>Writes a value.</summary>
    /// <param name="value">
    /// Null, text, bool, a number, an instant, a date, a Guid, an address, an enumeration, a <see cref="JsonElement"/>, a <see cref="RutterData"/>, a
    /// dictionary, a sequence of pairs of name and value, or another sequence.
    /// </param>
    /// <returns>JSON in UTF-8.</returns>
    /// <exception cref="ArgumentException">JSON cannot hold the value, or it has more than <see cref="MaximumDepth"/> levels.</exception>
    public static ReadOnlyMemory<byte> Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            Write(json, value, isFiniteOnly: true);
        }

        return buffer.WrittenMemory;
    }

    /// <inheritdoc cref="Write(object?)"/>
    /// <param name="json">The writer.</param>
    /// <param name="value">The value.</param>
    /// <param name="isFiniteOnly">Whether to refuse an infinite number. Otherwise it is written as text, as it was read.</param>
    internal static void Write(Utf8JsonWriter json, object? value, bool isFiniteOnly)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
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
            case float or double when !isFiniteOnly:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case float or double:
                throw new ArgumentException("The body holds a number that is infinite or not a number, which JSON cannot hold.");
            case Enum choice:
                json.WriteStringValue(choice.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(Instant.Format(instant));
                break;
            case DateTime time:
                json.WriteStringValue(Instant.Format(Instant.From(time)));
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Guid or char or Uri or Version:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            default:
                WriteStructure(json, value, isFiniteOnly);
                break;
        }
    }

    /// <summary>The properties of a model by their API names, without null ones.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> Members(RutterData model) =>
        from property in model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where !property.IsDefined(typeof(JsonIgnoreAttribute)) && !property.IsDefined(typeof(JsonExtensionDataAttribute))
        let value = property.GetValue(model)
        where value is not null
        select KeyValuePair.Create(
            property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            (object?)value);

    private static void WriteStructure(Utf8JsonWriter json, object value, bool isFiniteOnly)
    {
        if (json.CurrentDepth >= MaximumDepth)
        {
            throw new ArgumentException($"The body is deeper than {MaximumDepth} levels, or holds itself.");
        }

        switch (value)
        {
            case RutterData model:
                WriteMembers(
                    json, Members(model).Concat(model.AdditionalProperties ?? Enumerable.Empty<KeyValuePair<string, object?>>()), isFiniteOnly);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteMembers(json, members, isFiniteOnly);
                break;
            case IDictionary members:
                WriteMembers(
                    json,
                    members.Cast<DictionaryEntry>().Select(
                        member => KeyValuePair.Create(Convert.ToString(member.Key, CultureInfo.InvariantCulture)!, member.Value)),
                    isFiniteOnly);
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(json, item, isFiniteOnly);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} has no form in JSON.", nameof(value));
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> members, bool isFiniteOnly)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value, isFiniteOnly);
        }

        json.WriteEndObject();
    }
}
