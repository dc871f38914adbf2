using Rutter.Client.Json;

namespace Rutter.Client.Filtering;

/// <summary>
/// The right side of a comparison: text (strings, ids, dates, instants) or a number. Equal when it would be written the same.
/// Source: seed "Basics", heading "Filtering Objects".
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

    /// <summary>Whether it is written with double quotes or without.</summary>
    public FilterValueKind Kind { get; }

    /// <summary>The text without its quotes, or the number with the digits it was written with.</summary>
    public string Text { get; }

    /// <summary>The number; 0 for a text.</summary>
    public decimal Number { get; }

    /// <summary>Where it stands in the filter, with its quotes; empty at 0 for a value that was not read from a text.</summary>
    public FilterSpan Span { get; }

    /// <summary>A text value.</summary>
    /// <param name="text">Anything that <see cref="FilterText.Quote(string)"/> accepts.</param>
    /// <param name="span">Where it came from, for messages.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The text holds a character that no filter can carry.</exception>
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
