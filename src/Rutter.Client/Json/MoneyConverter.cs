using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rutter.Client.Json;

/// <summary>
/// Reads an amount from a JSON number or a string with a number, digit for digit, and writes it as a number. A number that <see cref="decimal"/>
/// cannot hold exactly is refused, because a ledger must not be rounded silently.
/// </summary>
internal sealed class MoneyConverter : JsonConverter<decimal>
{
    private const int MaximumLength = 64;

    // A decimal holds 28 digits before and after the point together.
    private const int AlwaysExact = 28;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            throw new JsonException($"An amount was expected, as a number or a string, but a {reader.TokenType} was found.");
        }

        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > MaximumLength)
        {
            throw new JsonException($"An amount of {length} characters is too long to be read exactly.");
        }

        Span<byte> buffer = stackalloc byte[MaximumLength];
        var count = reader.TokenType == JsonTokenType.String ? reader.CopyString(buffer) : CopyNumber(ref reader, buffer);
        return Parse(buffer[..count]);
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    private static int CopyNumber(scoped ref Utf8JsonReader reader, scoped Span<byte> buffer)
    {
        if (reader.HasValueSequence)
        {
            reader.ValueSequence.CopyTo(buffer);
            return (int)reader.ValueSequence.Length;
        }

        reader.ValueSpan.CopyTo(buffer);
        return reader.ValueSpan.Length;
    }

    private static decimal Parse(ReadOnlySpan<byte> utf8)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        Span<char> text = stackalloc char[MaximumLength];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value)
            || ((text.Length > AlwaysExact || text.ContainsAny('e', 'E')) && SignificantDigits(text) > SignificantDigits(value)))
        {
            throw new JsonException($"The amount '{text}' is not a number that can be kept exactly.");
        }

        return value;
    }

    private static int SignificantDigits(ReadOnlySpan<char> text)
    {
        var mantissa = text.IndexOfAny('e', 'E') is var e and >= 0 ? text[..e] : text;
        int digits = 0, trailingZeros = 0;
        foreach (var c in mantissa)
        {
            if (char.IsAsciiDigit(c) && (digits > 0 || c != '0'))
            {
                digits++;
                trailingZeros = c == '0' ? trailingZeros + 1 : 0;
            }
        }

        return digits - trailingZeros;
    }

    private static int SignificantDigits(decimal value)
    {
        Span<char> text = stackalloc char[MaximumLength];
        return value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) ? SignificantDigits(text[..length]) : 0;
    }
}
