using System.Text.Json;
using Rutter.Client.Json;
using Rutter.Client.Resources;

namespace Rutter.Emulator.Data;

/// <summary>
/// The values of fields: null, string, decimal, <see cref="DateTimeOffset"/> in UTC, and <see cref="JsonElement"/> for structures.
/// </summary>
internal static class FieldValue
{
    private const int TimestampLength = 24;

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

    /// <summary>Reads a JSON value for a field of a type.</summary>
    /// <returns>False when the JSON is of another type.</returns>
    public static bool TryRead(JsonElement json, FieldType type, out object? value)
    {
        value = null;
        switch (type)
        {
            case FieldType.Number when json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number):
                value = number;
                return true;
            case FieldType.Timestamp when json.ValueKind == JsonValueKind.String && Instant.TryParse(json.GetString(), out var instant):
                value = Truncate(instant);
                return true;
            case FieldType.Text or FieldType.Identifier when json.ValueKind == JsonValueKind.String:
                value = json.GetString();
                return true;
            case FieldType.Structure when json.ValueKind is JsonValueKind.Object or JsonValueKind.Array:
                value = json.Clone();
                return true;
            default:
                return false;
        }
    }

    /// <summary>An instant as it is stored: UTC, whole milliseconds, as the seed's examples have it.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>Compares two values of one field; null comes after everything.</summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (DateTimeOffset a, DateTimeOffset b) => a.UtcTicks.CompareTo(b.UtcTicks),
        (string a, string b) => string.CompareOrdinal(a, b),
        (decimal a, decimal b) => a.CompareTo(b),
        _ => throw new ArgumentException($"{left.GetType()} and {right.GetType()} cannot be compared.", nameof(right)),
    };

    // The round-trip format has a fast path that a custom format lacks, and lists are mostly timestamps.
    private static void Write(Utf8JsonWriter json, DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[TimestampLength + 16];
        _ = instant.UtcDateTime.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
        text[TimestampLength - 1] = (byte)'Z';
        json.WriteStringValue(text[..TimestampLength]);
    }
}
