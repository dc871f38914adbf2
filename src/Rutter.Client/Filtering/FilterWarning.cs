namespace Rutter.Client.Filtering;

/// <summary>Why a filter that can be sent may not mean what its writer meant.</summary>
public sealed class FilterWarning : FilterDiagnostic
{
    /// <summary>Says why a filter may not mean what its writer meant.</summary>
    /// <param name="kind">What is doubtful.</param>
    /// <param name="span">Where.</param>
    /// <param name="message">What is doubtful, in sentences.</param>
    /// <param name="suggestion">The name that the writer may have meant, where there is one.</param>
    /// <param name="comparison">The comparison that it is about, where there is one.</param>
    public FilterWarning(FilterWarningKind kind, FilterSpan span, string message, string? suggestion = null, FilterComparison? comparison = null)
        : base(span, message, comparison)
    {
        Kind = kind;
        Suggestion = suggestion;
    }

    /// <summary>What is doubtful.</summary>
    public FilterWarningKind Kind { get; }

    /// <summary>For an unknown field, the API name nearest to it, or null when none is near.</summary>
    public string? Suggestion { get; }
}
