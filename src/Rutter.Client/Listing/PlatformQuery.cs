using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Responses;

namespace Rutter.Client.Listing;

/// <summary>
/// A query as a platform can answer it: most take filter and sort, the others three bounds in time only. What is asked of them more widely than
/// it was meant is selected from their pages.
/// </summary>
/// <param name="Query">What is sent.</param>
/// <param name="Bounds">What the filter became; null where it is sent as a filter, or there is none.</param>
internal sealed record PlatformQuery<T>(ListQuery Query, TimeBounds? Bounds)
    where T : RutterObject
{
    private const string Possible = "a range of updated_at, and a beginning of last_synced_at, joined by AND";

    /// <summary>Whether the query holds nothing that some platforms cannot do.</summary>
    public static bool SuitsEveryPlatform(ListQuery query) => query is { Filter: null, Sort: null };

    /// <summary>The query for a platform.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="platform">Its name; null when unknown, which is taken for one that takes everything.</param>
    /// <exception cref="UnsupportedQueryException">The platform cannot answer it.</exception>
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

    /// <summary>The query with its filter as time parameters; null where they cannot say it, or an order is asked for.</summary>
    public static PlatformQuery<T>? InTimeParameters(ListQuery query) =>
        query is { Sort: null, Filter: { } filter }
        && FilterParser.Parse(filter).Tree is { } tree
        && TimeBounds.Of<T>(tree) is { ArePossible: true } bounds
            ? new(Apply(query, bounds), bounds)
            : null;

    /// <summary>What of a page was asked for.</summary>
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
