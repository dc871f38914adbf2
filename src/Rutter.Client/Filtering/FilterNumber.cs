using System.Globalization;

namespace Rutter.Client.Filtering;

/// <summary>Numbers as a filter writes them: an optional minus, digits, and optionally a point with digits behind it.</summary>
internal static class FilterNumber
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static bool HasShape(ReadOnlySpan<char> text)
    {
        var unsigned = text.StartsWith("-") ? text[1..] : text;
        var point = unsigned.IndexOf('.');
        return point < 0 ? AreDigits(unsigned) : AreDigits(unsigned[..point]) && AreDigits(unsigned[(point + 1)..]);
    }

    /// <summary>Reads a number of the right shape; false when a decimal cannot hold every one of its digits.</summary>
    public static bool TryReadExactly(ReadOnlySpan<char> text, out decimal value)
    {
        var decimals = text.IndexOf('.') is var point and >= 0 ? text.Length - point - 1 : 0;

        // Rounding to what fits always costs decimals, so the scale tells.
        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && value.Scale == decimals;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
