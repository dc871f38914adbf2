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

    /// <summary>To read lists in slices of time, which needs filter and sort.</summary>
    ParallelReading,
}

/// <summary>
/// The connection's platform does not support a query. Source: "Bank Transfers", parameters <c>filter</c>, <c>sort</c> and <c>id_type</c>.
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

    /// <summary>The filter or sort order that is not supported; null if it is about neither.</summary>
    public string? Text { get; internal init; }

    /// <summary>The filter's syntax tree; null if it is about something else, or the filter cannot be parsed.</summary>
    public FilterNode? Tree { get; internal init; }

    /// <summary>The unsupported parts of the filter, with their places; may be empty.</summary>
    public IReadOnlyList<FilterError> Errors { get; internal init; } = [];
}
