using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Listing;

/// <summary>What a list is asked for. Source: seed "Bank Transfers", heading "List Bank Transfers", "Request Parameters".</summary>
internal sealed class ListQuery
{
    public const int DefaultLimit = 50;

    /// <summary>The seed names no maximum; this one is the emulator's own.</summary>
    public const int MaximumLimit = 1000;

    private readonly DateTimeOffset? lastSyncedAtMin;
    private readonly DateTimeOffset? updatedAtMin;
    private readonly DateTimeOffset? updatedAtMax;
    private readonly FilterEvaluator? filter;
    private readonly int lastSyncedAtIndex;
    private readonly int updatedAtIndex;

    private ListQuery(EmulatedResource resource, QueryParameters query)
    {
        Limit = query.Integer("limit", 1, MaximumLimit) ?? DefaultLimit;
        Order = SortOrder.Parse(resource, query.Text("sort"));
        WithPlatformData = query.OneOf("expand", "platform_data") is not null;
        lastSyncedAtMin = query.UnixMilliseconds("last_synced_at_min");
        updatedAtMin = query.UnixMilliseconds("updated_at_min");
        updatedAtMax = query.UnixMilliseconds("updated_at_max");
        lastSyncedAtIndex = resource.IndexOf("last_synced_at");
        updatedAtIndex = resource.IndexOf("updated_at");
        filter = query.Text("filter") is { } text ? FilterEvaluator.Parse(resource, text) : null;
        Fingerprint = Hash(resource.Definition.ListKey, Order.ToString(), query.Text("filter"), Milliseconds(lastSyncedAtMin), Milliseconds(updatedAtMin), Milliseconds(updatedAtMax));
        Position = query.Text("cursor") is { } cursor ? Cursor.Decode(cursor, Fingerprint, Order, resource) : null;
    }

    public static IReadOnlySet<string> Parameters { get; } = new HashSet<string>
    {
        "access_token", "cursor", "limit", "filter", "sort", "expand", "last_synced_at_min", "updated_at_min", "updated_at_max", "force_fetch",
    };

    public int Limit { get; }

    public SortOrder Order { get; }

    public bool WithPlatformData { get; }

    /// <summary>Where to go on, or null for the beginning.</summary>
    public CursorPosition? Position { get; }

    /// <summary>What a cursor is bound to: everything that decides which objects come and in which order.</summary>
    public string Fingerprint { get; }

    public static ListQuery Parse(EmulatedResource resource, QueryParameters query) => new(resource, query);

    public bool Matches(StoredObject item) =>
        IsAtLeast(item[lastSyncedAtIndex], lastSyncedAtMin)
        && IsAtLeast(item[updatedAtIndex], updatedAtMin)
        && (updatedAtMax is null || (item[updatedAtIndex] is DateTimeOffset updated && updated <= updatedAtMax))
        && (filter is null || filter.Matches(item));

    private static bool IsAtLeast(object? value, DateTimeOffset? minimum) => minimum is null || (value is DateTimeOffset instant && instant >= minimum);

    private static string? Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Hash(params string?[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))), 0, 6);
}
