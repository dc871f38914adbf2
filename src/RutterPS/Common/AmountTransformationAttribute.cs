using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace RutterPS.Common;

/// <summary>
/// Takes an amount digit for digit. What is not plainly a number is refused: 1.234,56 and 1,234.56 mean different things to different
/// people, and a guess would go into a ledger.
/// </summary>
public sealed partial class AmountTransformationAttribute : ArgumentTransformationAttribute
{
    // As many digits as a double gives back the way they were put in.
    private const int SafeDigitsOfDouble = 15;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // A number typed at the prompt is a double, but its PSObject still knows what was typed.
        var value = inputData is PSObject wrapped ? (wrapped.BaseObject is double ? wrapped.ToString() : wrapped.BaseObject) : inputData;
        return value switch
        {
            null or decimal => value,
            sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            double or float => FromText(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture), SafeDigitsOfDouble),
            string text => FromText(text.Trim(), int.MaxValue),
            _ => throw Refused(value.GetType().Name),
        };
    }

    private static decimal FromText(string text, int maximumDigits)
    {
        if (!PlainNumber().IsMatch(text))
        {
            throw Refused($"'{text}'");
        }

        var digits = text.Count(char.IsAsciiDigit);
        return digits <= maximumDigits && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount.ToString(CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) >= text.TrimStart('-').TrimStart('0').Count(char.IsAsciiDigit)
            ? amount
            : throw new ArgumentTransformationMetadataException($"'{text}' has more digits than can be kept exactly. Give the amount as text or [decimal].");
    }

    private static ArgumentTransformationMetadataException Refused(string what) =>
        new($"{what} is not plainly an amount. Write it with digits, and a point before the decimals, as in 1234.56; no other separators.");

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
