using Rutter.Client.Filtering;

namespace Rutter.Client.Listing;

/// <summary>What a platform may be unable to do.</summary>
public enum QueryFeature
{
    /// <summary>To filter, other than by a range of time.</summary>
    Filter,

    /// <summary>To sort.</summary>
    Sort,

    /// <summary>To fetch by its own ids.</summary>
    PlatformId,

    /// <summary>To have its lists read in slices of time, which takes filter and sort.</summary>
    ParallelReading,
}

/// <summary>
/// The platform behind a connection cannot answer a query. Source: "Bank Transfers", parameters <c>filter</c>, <c>sort</c> and <c>id_type</c>.
/// </summary>
public sealed class UnsupportedQueryException : NotSupportedException
{
    internal UnsupportedQueryException(QueryFeature feature, string platform, string message, Exception? cause = null)
        : base(message, cause)
    {
        Feature = feature;
        Platform = platform;
    }

    /// <summary>What it cannot do.</summary>
    public QueryFeature Feature { get; }

    /// <summary>The platform, for example <c>SAGE_INTACCT</c>.</summary>
    public string Platform { get; }

    /// <summary>The filter or the order that was asked for; null where it is about neither.</summary>
    public string? Text { get; internal init; }

    /// <summary>The filter's syntax tree; null where it is about something else, or could not be read.</summary>
    public FilterNode? Tree { get; internal init; }

    /// <summary>What of the filter cannot be asked for, with its places; may be empty.</summary>
    public IReadOnlyList<FilterError> Errors { get; internal init; } = [];
}
