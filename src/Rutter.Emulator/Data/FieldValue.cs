using System.Globalization;
using System.Text.Json;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Data;

/// <summary>
/// The values of fields: null, string, decimal, bool, <see cref="DateTimeOffset"/> in UTC, and <see cref="JsonElement"/> for structures.
/// </summary>
internal static class FieldValue
{
    private const int TimestampLength = 24;

    /// <summary>Writes a value in the form that its field has on the wire.</summary>
    public static void Write(Utf8JsonWriter json, Field field, object? value)
    {
        switch (value)
        {
            case decimal number when field.Schema.IsDecimalText:
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset day when field.Type == FieldType.Day:
                json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                Write(json, value);
                break;
        }
    }

    /// <summary>Writes a value in its own form.</summary>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTimeOffset instant:
                Write(json, instant);
                break;
            case JsonElement structure:
                structure.WriteTo(json);
                break;
            default:
                throw new ArgumentException($"A field cannot hold a {value.GetType()}.", nameof(value));
        }
    }

    /// <summary>Reads a JSON value for a field.</summary>
    /// <returns>False when the JSON is of another type.</returns>
    public static bool TryRead(JsonElement json, Field field, out object? value)
    {
        value = null;
        switch (field.Type)
        {
            case FieldType.Number when json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number):
                value = number;
                return true;
            case FieldType.Number when json.ValueKind == JsonValueKind.String && field.Schema.Types.HasFlag(JsonTypes.Text)
                && TryParseDecimal(json.GetString(), out var written):
                value = written;
                return true;
            case FieldType.Timestamp or FieldType.Day when json.ValueKind == JsonValueKind.String
                && Timestamps.TryParse(json.GetString(), out var instant):
                value = Timestamps.Truncate(instant);
                return true;
            case FieldType.Text or FieldType.Identifier when json.ValueKind == JsonValueKind.String:
                value = json.GetString();
                return true;
            case FieldType.Boolean when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                value = json.GetBoolean();
                return true;
            case FieldType.Structure when json.ValueKind != JsonValueKind.Null:
                value = json.Clone();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a decimal as JSON writes it.</summary>
    public static bool TryParseDecimal(string? text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    /// <summary>Compares two values of one field; null comes after everything.</summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (DateTimeOffset a, DateTimeOffset b) => a.UtcTicks.CompareTo(b.UtcTicks),
        (string a, string b) => string.CompareOrdinal(a, b),
        (decimal a, decimal b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ => throw new ArgumentException($"{left.GetType()} and {right.GetType()} cannot be compared.", nameof(right)),
    };

    // The round-trip format has a fast path that a custom format lacks, and lists are mostly timestamps.
    private static void Write(Utf8JsonWriter json, DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[TimestampLength + 16];
        _ = instant.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[TimestampLength - 1] = (byte)'Z';
        json.WriteStringValue(text[..TimestampLength]);
    }
}
