namespace Rutter.Client.Filtering;

/// <summary>Something to say about a place in a filter.</summary>
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

    /// <summary>The place's beginning: 0 to the length of the text, which stands for its end.</summary>
    public int Position => Span.Start;

    /// <summary>How many UTF-16 units are meant; 0 where something is missing.</summary>
    public int Length => Span.Length;

    /// <summary>What is to be said, in sentences, fit for a screen whatever the filter holds.</summary>
    public string Message { get; }

    /// <summary>The comparison that it is about, or null where the text could not be read that far.</summary>
    public FilterComparison? Comparison { get; }

    /// <summary>The message with its column, counted from 1.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"Column {Position + 1}: {Message}";

    /// <summary>The filter, a line of carets under the place, and the message with its column.</summary>
    /// <param name="text">The filter that this is about; of a long one only the surroundings of the place are shown.</param>
    /// <returns>Three lines, separated by line feeds; characters that would act on a screen are replaced.</returns>
    public string Describe(string text) => $"{FilterExcerpt.Show(text, Span)}\n{this}";
}
