using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>A message about a place in a filter.</summary>
public abstract class FilterDiagnostic
{
    private protected FilterDiagnostic(FilterSpan span, string message, FilterComparison? comparison)
    {
        Span = span;
        Message = message;
        Comparison = comparison;
    }

    /// <summary>The place.</summary>
    public FilterSpan Span { get; }

    /// <summary>Where the place starts: from 0 to the length of the text, which means its end.</summary>
    public int Position => Span.Start;

    /// <summary>The length in UTF-16 units; 0 where something is missing.</summary>
    public int Length => Span.Length;

    /// <summary>The message in sentences, safe to display whatever the filter holds.</summary>
    public string Message { get; }

    /// <summary>The comparison that it is about, or null when the text cannot be parsed that far.</summary>
    public FilterComparison? Comparison { get; }

    /// <summary>The message with its column, counted from 1.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"Column {Position + 1}: {Message}";

    /// <summary>The filter, a line of carets under the place, and the message with its column.</summary>
    /// <param name="text">The filter; of a long one, only the part around the place is shown.</param>
    /// <returns>Three lines, separated by line feeds; control characters are replaced.</returns>
    public string Describe(string text) => $"{FilterExcerpt.Show(text, Span)}\n{this}";
}

/// <summary>A range of a filter's text, in UTF-16 units as <see cref="string"/> counts them.</summary>
/// <param name="Start">The first unit, from 0 to the length of the text.</param>
/// <param name="Length">The number of units; 0 for a place between two characters.</param>
public readonly record struct FilterSpan(int Start, int Length)
{
    /// <summary>The first unit after the range.</summary>
    public int End => Start + Length;

    internal static FilterSpan Between(int start, int end) => new(start, end - start);
}

/// <summary>Why a filter cannot be sent.</summary>
public sealed class FilterError : FilterDiagnostic
{
    /// <summary>Makes an error.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="span">Where.</param>
    /// <param name="message">What is wrong, in sentences.</param>
    /// <param name="expected">What is allowed there.</param>
    /// <param name="comparison">The comparison that it is about, or null.</param>
    public FilterError(FilterErrorKind kind, FilterSpan span, string message, string expected, FilterComparison? comparison = null)
        : base(span, message, comparison)
    {
        Kind = kind;
        Expected = expected;
    }

    /// <summary>What is wrong.</summary>
    public FilterErrorKind Kind { get; }

    /// <summary>What is allowed there: a list in words, without a full stop.</summary>
    public string Expected { get; }

    /// <summary>The message with its column, counted from 1, and what is allowed there.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{base.ToString()} Allowed here: {Expected}.";
}

/// <summary>What is wrong with a filter.</summary>
public enum FilterErrorKind
{
    /// <summary>The text is not a filter.</summary>
    Syntax,

    /// <summary>The object has the field, but no filter can use it.</summary>
    FieldNotFilterable,

    /// <summary>The field is known, but this is not the API's spelling of its name.</summary>
    FieldName,

    /// <summary>The field's type does not allow the operator.</summary>
    Operator,

    /// <summary>A text for a number field, or a number for a text field.</summary>
    ValueKind,

    /// <summary>The value of a timestamp field is not an ISO 8601 date or instant.</summary>
    Timestamp,
}

/// <summary>Why a valid filter may not mean what its author intended.</summary>
public sealed class FilterWarning : FilterDiagnostic
{
    /// <summary>Makes a warning.</summary>
    /// <param name="kind">What is doubtful.</param>
    /// <param name="span">Where.</param>
    /// <param name="message">What is doubtful, in sentences.</param>
    /// <param name="suggestion">The field name that was probably intended, or null.</param>
    /// <param name="comparison">The comparison that it is about, or null.</param>
    public FilterWarning(FilterWarningKind kind, FilterSpan span, string message, string? suggestion = null, FilterComparison? comparison = null)
        : base(span, message, comparison)
    {
        Kind = kind;
        Suggestion = suggestion;
    }

    /// <summary>What is doubtful.</summary>
    public FilterWarningKind Kind { get; }

    /// <summary>For an unknown field, the most similar API name, or null when none is similar.</summary>
    public string? Suggestion { get; }
}

/// <summary>What is doubtful about a filter.</summary>
public enum FilterWarningKind
{
    /// <summary>The definition does not have the field; the API may.</summary>
    UnknownField,

    /// <summary>AND and OR are mixed without parentheses.</summary>
    MixedConnectives,

    /// <summary>The object has the field, but it is not known whether the API filters by it.</summary>
    UnreadField,
}

/// <summary>Shows a place in a filter: the text on one line, and carets under the place on the next.</summary>
internal static class FilterExcerpt
{
    private const int LengthBefore = 50;
    private const int LengthAfter = 50;

    public static string Show(string text, FilterSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = Math.Clamp(span.Start, 0, text.Length);
        var start = Math.Max(0, position - LengthBefore);
        var end = position + Math.Min(LengthAfter, text.Length - position);
        var markEnd = position + Math.Clamp(span.Length, 0, end - position);

        var before = (start > 0 ? DisplayText.Ellipsis : "") + DisplayText.Safe(text.AsSpan(start..position));
        var marked = DisplayText.Safe(text.AsSpan(position..markEnd));
        var after = DisplayText.Safe(text.AsSpan(markEnd..end)) + (end < text.Length ? DisplayText.Ellipsis : "");
        return $"{before}{marked}{after}\n{new string(' ', before.Length)}{new string('^', Math.Max(1, marked.Length))}";
    }
}
