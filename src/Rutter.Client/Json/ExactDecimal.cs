using System.Globalization;
using System.Text.RegularExpressions;
using Rutter.Client.Text;

namespace Rutter.Client.Json;

/// <summary>
/// Converts a number digit for digit. Ambiguous text is refused: 1.234,56 and 1,234.56 mean different things to different people, and a guess would
/// go into a ledger.
/// </summary>
public static partial class ExactDecimal
{
    // A double keeps this many digits exactly.
    private const int SafeDigitsOfDouble = 15;

    /// <summary>Converts a number or a text to a decimal.</summary>
    /// <param name="value">A number of any type, or text such as <c>1234.56</c>.</param>
    /// <returns>The number with all its digits.</returns>
    /// <exception cref="ArgumentException">It is no number, or a decimal cannot hold all its digits.</exception>
    public static decimal From(object value) => value switch
    {
        decimal number => number,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double or float => FromText(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture), SafeDigitsOfDouble),
        string text => FromText(text.Trim(), int.MaxValue),
        _ => throw Refused($"A {value?.GetType().Name}"),
    };

    private static decimal FromText(string text, int maximumDigits)
    {
        if (!PlainNumber().IsMatch(text))
        {
            throw Refused($"'{DisplayText.Shorten(text)}'");
        }

        // Leading and trailing zeros do not change the value.
        var digits = text.TrimStart('-').TrimStart('0').Count(char.IsAsciiDigit);
        return digits <= maximumDigits && decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number.Scale == (text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0)
            ? number
            : throw new ArgumentException(
                $"'{DisplayText.Shorten(text)}' has more digits than can be kept exactly. Give the number as text or [decimal].");
    }

    private static ArgumentException Refused(string what) =>
        new($"{what} is not plainly an amount. Write it with digits, and a point before the decimals, as in 1234.56; no other separators.");

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
