namespace Rutter.Client.Filtering;

/// <summary>Why a filter cannot be sent.</summary>
public sealed class FilterError : FilterDiagnostic
{
    /// <summary>Says why a filter cannot be sent.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="span">Where.</param>
    /// <param name="message">What is wrong, in sentences.</param>
    /// <param name="expected">What is allowed there.</param>
    /// <param name="comparison">The comparison that it is about, where there is one.</param>
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
