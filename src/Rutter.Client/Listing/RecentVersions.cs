using Rutter.Client.Resources;
using Rutter.Client.Responses;

namespace Rutter.Client.Listing;

/// <summary>
/// Remembers the object versions that the second reading of a list can meet again. That reading starts before the newest object of the first page,
/// or at the time when the server sent that page if this is later, because each change is stamped later than all objects before it. The server's
/// clock may be wrong, so a number of newest objects is kept whatever it says. Memory grows with the objects synced since then, not with the list.
/// </summary>
internal sealed class RecentVersions<T>
    where T : RutterObject
{
    private const int MaximumReserve = 64;

    private readonly ResourceDefinition<T> definition;
    private readonly int reserveSize;
    private readonly DateTimeOffset lowest;
    private readonly DateTimeOffset recentSince;
    private readonly HashSet<Guid> recent = [];
    private readonly PriorityQueue<string, DateTimeOffset> reserve = new();
    private DateTimeOffset? newestDropped;

    private RecentVersions(ResourceDefinition<T> definition, Page<T> firstPage, DateTimeOffset newest)
    {
        this.definition = definition;
        reserveSize = Math.Min(MaximumReserve, firstPage.Items.Count - 1);
        lowest = LateArrival.Before(newest);
        recentSince = firstPage.SentAt is { } sent && LateArrival.Before(sent) is var before && before > lowest ? before : lowest;
    }

    /// <summary>
    /// All changes since the first page were synced later than this, and so were the objects that <see cref="Contains"/> knows.
    /// </summary>
    public DateTimeOffset Since => newestDropped > lowest && recentSince > lowest ? newestDropped.Value : lowest;

    /// <summary>Starts with the first page of a list; null if its objects do not say when they were synced.</summary>
    public static RecentVersions<T>? StartAt(ResourceDefinition<T> definition, Page<T> firstPage) =>
        firstPage.Items.OfType<ISyncedObject>().Max(item => item.LastSyncedAt) is { } newest ? new(definition, firstPage, newest) : null;

    /// <summary>Records a page.</summary>
    public void Add(Page<T> page)
    {
        // Start with the newest, so that most others are never kept.
        var items = page.Items;
        var isAscending = items.Count > 1 && SyncedAt(items[0]) < SyncedAt(items[^1]);
        for (var i = 0; i < items.Count; i++)
        {
            Add(items[isAscending ? items.Count - 1 - i : i]);
        }
    }

    /// <summary>Whether the list returned the object in this version.</summary>
    public bool Contains(T item)
    {
        if (SyncedAt(item) is not { } syncedAt)
        {
            return false;
        }

        return syncedAt > recentSince
            ? recent.Contains(Fingerprint(item))
            : reserve.UnorderedItems.Any(kept => kept.Priority == syncedAt && kept.Element == ((ISyncedObject)item).Id);
    }

    private void Add(T item)
    {
        if (SyncedAt(item) is not { } syncedAt || syncedAt <= lowest)
        {
            return;
        }

        if (syncedAt > recentSince)
        {
            recent.Add(Fingerprint(item));
        }
        else if (!(syncedAt <= newestDropped))
        {
            reserve.Enqueue(((ISyncedObject)item).Id, syncedAt);
            while (reserve.Count > reserveSize && reserve.TryDequeue(out _, out var dropped))
            {
                newestDropped = dropped;
            }
        }
    }

    private Guid Fingerprint(T item)
    {
        Span<byte> hash = stackalloc byte[32];
        ObjectFingerprint.Compute(definition, item, hash);
        return new Guid(hash[..16]);
    }

    private static DateTimeOffset? SyncedAt(T item) => ((ISyncedObject)item).LastSyncedAt;
}

/// <summary>The API may show an object some time after its sync, and the servers' clocks differ a little.</summary>
internal static class LateArrival
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Objects synced before this are visible at the given instant of the server's clock.</summary>
    public static DateTimeOffset Before(DateTimeOffset instant) =>
        instant - DateTimeOffset.MinValue > Longest ? instant - Longest : DateTimeOffset.MinValue;
}
