using System.Globalization;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// What to list. Every member is optional and not sent when null. Source: "Bank Transfers", heading "List Bank Transfers".
/// </summary>
public sealed record ListQuery
{
    /// <summary>An expression of Rutter's filter language, sent unchanged.</summary>
    public string? Filter { get; init; }

    /// <summary>For example <c>last_synced_at ASC</c>; without a direction it is ascending. The API's default is <c>updated_at DESC</c>.</summary>
    public string? Sort { get; init; }

    /// <summary>
    /// Objects per page, from 1. Without it, large pages are requested, and smaller ones if the API refuses those. The API's own default is 50.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>A <c>next_cursor</c> of an earlier page: where to start.</summary>
    public string? Cursor { get; init; }

    /// <summary>What to add to each object: <c>platform_data</c>.</summary>
    public string? Expand { get; init; }

    /// <summary>Whether to answer although the connection's first download is not complete.</summary>
    public bool ForceFetch { get; init; }

    /// <summary>Only objects synced at this instant or later, in Unix milliseconds. Deprecated except on Sage platforms.</summary>
    public DateTimeOffset? LastSyncedAtMin { get; init; }

    /// <summary>Only objects updated at this instant or later, in Unix milliseconds. Deprecated except on Sage platforms.</summary>
    public DateTimeOffset? UpdatedAtMin { get; init; }

    /// <summary>Only objects updated at this instant or earlier, in Unix milliseconds. Deprecated except on Sage platforms.</summary>
    public DateTimeOffset? UpdatedAtMax { get; init; }

    /// <summary>Parameters that only this kind of object has, by their API names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OwnParameters { get; init; } = [];

    internal RutterRequest ToRequest(ResourceDefinition definition) => new()
    {
        Method = HttpMethod.Get,
        Path = definition.Path,
        Query = [.. OwnParameters, .. RequestQuery.Of(
            ("cursor", Cursor),
            ("limit", Limit?.ToString(CultureInfo.InvariantCulture)),
            ("filter", Filter),
            ("sort", Sort),
            ("expand", Expand),
            ("last_synced_at_min", Milliseconds(LastSyncedAtMin)),
            ("updated_at_max", Milliseconds(UpdatedAtMax)),
            ("updated_at_min", Milliseconds(UpdatedAtMin)),
            RequestQuery.ForceFetch(ForceFetch))],
    };

    private static string? Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
