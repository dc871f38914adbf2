using System.Globalization;
using Rutter.Client.Json;

namespace Rutter.Client.Filtering;

/// <summary>
/// The right side of a comparison: text (strings, ids, dates, instants) or a number. Values are equal if they are written the same.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public sealed class FilterValue : IEquatable<FilterValue>
{
    internal FilterValue(FilterValueKind kind, string text, decimal number, FilterSpan span)
    {
        Kind = kind;
        Text = text;
        Number = number;
        Span = span;
    }

    /// <summary>Whether it is a text in double quotes or a number.</summary>
    public FilterValueKind Kind { get; }

    /// <summary>The text without its quotes, or the number with its original digits.</summary>
    public string Text { get; }

    /// <summary>The number; 0 for a text.</summary>
    public decimal Number { get; }

    /// <summary>Its place in the filter, with its quotes; empty at 0 for a value that was not parsed from text.</summary>
    public FilterSpan Span { get; }

    /// <summary>A text value.</summary>
    /// <param name="text">Anything that <see cref="FilterText.Quote(string)"/> accepts.</param>
    /// <param name="span">Where it came from, for messages.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A filter cannot hold one of the characters.</exception>
    public static FilterValue Of(string text, FilterSpan span = default)
    {
        FilterText.ThrowIfForbidden(text);
        return new FilterValue(FilterValueKind.Text, text, 0, span);
    }

    /// <summary>A number value.</summary>
    /// <param name="number">Any decimal; its digits are kept.</param>
    /// <param name="span">Where it came from, for messages.</param>
    /// <returns>The value.</returns>
    public static FilterValue Of(decimal number, FilterSpan span = default) =>
        new(FilterValueKind.Number, FilterText.Format(number), number, span);

    /// <summary>A timestamp value.</summary>
    /// <param name="instant">Any instant; it is written in UTC.</param>
    /// <param name="span">Where it came from, for messages.</param>
    /// <returns>The value, a text.</returns>
    public static FilterValue Of(DateTimeOffset instant, FilterSpan span = default) =>
        new(FilterValueKind.Text, Instant.Format(instant), 0, span);

    /// <inheritdoc/>
    public bool Equals(FilterValue? other) => other is not null && Kind == other.Kind && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FilterValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Text);

    /// <summary>The value as a filter writes it, a text with its quotes.</summary>
    /// <returns>For example <c>"Ru"</c> or <c>100</c>.</returns>
    public override string ToString() => Kind == FilterValueKind.Text ? $"\"{Text}\"" : Text;
}

/// <summary>The two kinds of value.</summary>
public enum FilterValueKind
{
    /// <summary>In double quotes: a string, an id, a date or an instant.</summary>
    Text,

    /// <summary>Without quotes: a number.</summary>
    Number,
}

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

    /// <summary>Parses a number of the right form; false if a decimal cannot hold all its digits.</summary>
    public static bool TryReadExactly(ReadOnlySpan<char> text, out decimal value)
    {
        var decimals = text.IndexOf('.') is var point and >= 0 ? text.Length - point - 1 : 0;

        // Rounding always costs decimals, so a different scale shows it.
        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && value.Scale == decimals;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
