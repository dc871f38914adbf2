using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Responses;

namespace Rutter.Client.Listing;

/// <summary>
/// A query in a form that a platform supports: most take filter and sort, others only three time parameters. If those ask for too much, the wanted
/// objects are selected from the pages.
/// </summary>
/// <param name="Query">The query to send.</param>
/// <param name="Bounds">The filter as time parameters; null if it is sent as a filter, or there is none.</param>
internal sealed record PlatformQuery<T>(ListQuery Query, TimeBounds? Bounds)
    where T : RutterObject
{
    private const string Possible = "a range of updated_at, and a beginning of last_synced_at, joined by AND";

    /// <summary>Whether every platform supports the query.</summary>
    public static bool SuitsEveryPlatform(ListQuery query) => query is { Filter: null, Sort: null };

    /// <summary>Converts a query for a platform.</summary>
    /// <param name="query">The original query.</param>
    /// <param name="platform">The platform's name; null if unknown, which is taken to support everything.</param>
    /// <exception cref="UnsupportedQueryException">The platform does not support it.</exception>
    public static PlatformQuery<T> For(ListQuery query, string? platform)
    {
        if (SuitsEveryPlatform(query) || PlatformLimits.TakesFilter(platform))
        {
            return new(query, null);
        }

        if (query.Sort is { } sort)
        {
            throw new UnsupportedQueryException(QueryFeature.Sort, platform!, $"{platform} takes no order.") { Text = sort };
        }

        var parsed = FilterParser.Parse(query.Filter!);
        if (parsed.Tree is null)
        {
            throw new UnsupportedQueryException(QueryFeature.Filter, platform!, $"{platform} takes no filter.") { Text = query.Filter };
        }

        var bounds = TimeBounds.Of<T>(parsed.Tree);
        return bounds.ArePossible ? new(Apply(query, bounds), bounds) : throw Refusal(query.Filter!, platform!, parsed.Tree, bounds);
    }

    /// <summary>The query with its filter as time parameters; null if they cannot express it, or the query has a sort order.</summary>
    public static PlatformQuery<T>? InTimeParameters(ListQuery query) =>
        query is { Sort: null, Filter: { } filter }
        && FilterParser.Parse(filter).Tree is { } tree
        && TimeBounds.Of<T>(tree) is { ArePossible: true } bounds
            ? new(Apply(query, bounds), bounds)
            : null;

    /// <summary>The objects of a page that match the filter.</summary>
    public Page<T> Select(Page<T> page) => Bounds is null ? page : page with { Items = [.. page.Items.Where(Bounds.Contains)] };

    private static ListQuery Apply(ListQuery query, TimeBounds bounds) => query with
    {
        Filter = null,
        UpdatedAtMin = Later(query.UpdatedAtMin, bounds.UpdatedAtMin),
        UpdatedAtMax = Earlier(query.UpdatedAtMax, bounds.UpdatedAtMax),
        LastSyncedAtMin = Later(query.LastSyncedAtMin, bounds.LastSyncedAtMin),
    };

    private static UnsupportedQueryException Refusal(string filter, string platform, FilterNode tree, TimeBounds bounds)
    {
        FilterError[] errors = bounds.FirstOr is { } or
            ? [new FilterError(
                FilterErrorKind.Operator, or.ConnectiveSpan, $"{platform} takes no filter, and its time parameters know no OR.", Possible)]
            : [.. bounds.Impossible.Select(comparison => new FilterError(
                FilterErrorKind.FieldNotFilterable,
                comparison.Span,
                $"{platform} takes no filter, and its time parameters cannot say this.",
                Possible,
                comparison))];
        return new UnsupportedQueryException(QueryFeature.Filter, platform, $"{platform} takes no filter. Its time parameters can say {Possible}.")
        {
            Text = filter,
            Tree = tree,
            Errors = errors,
        };
    }

    private static DateTimeOffset? Later(DateTimeOffset? first, DateTimeOffset? second) => first is null || second > first ? second ?? first : first;

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second < first ? second ?? first : first;
}
