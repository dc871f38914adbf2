using System.Runtime.CompilerServices;
using Rutter.Client.Catalog;
using Rutter.Client.Events;
using Rutter.Client.Filtering;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Events;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Syncing;

/// <summary>
/// Follows the objects of one kind in one connection: each run reads what is new, changed or deleted since the previous state. Changes during a run
/// hide nothing, because a changed row moves to the end of the order in which rows are read. Source: "Basics", heading "Special Considerations";
/// "Bank Transfers", field <c>last_synced_at</c>.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ResourceSync<T>
    where T : RutterObject, ISyncedObject
{
    private const string SyncedAt = "last_synced_at";
    private const string SyncOrder = "last_synced_at ASC";

    // If data changes faster than it can be read, the next run reads the rest.
    private const int MaximumRounds = 10;

    private readonly ListClient lists;
    private readonly ResourceDefinition<T> definition;
    private readonly SyncState state;
    private readonly SyncOptions options;

    /// <summary>Prepares a run. Nothing is sent.</summary>
    /// <param name="sender">Sends the requests.</param>
    /// <param name="definition">The kind of object.</param>
    /// <param name="state">The previous state, which the run updates.</param>
    /// <param name="options">What to read, and how far back.</param>
    internal ResourceSync(RequestSender sender, ResourceDefinition<T> definition, SyncState state, SyncOptions options)
    {
        lists = new ListClient(sender);
        this.definition = definition;
        this.state = state;
        this.options = options;
    }

    /// <summary>Reads the changes.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// The changes in the order of <c>last_synced_at</c>, then the deletions, with each version of an object once. The state is complete at the end
    /// of the sequence.
    /// </returns>
    /// <exception cref="SyncStateException">The state belongs to another connection; nothing was read.</exception>
    /// <exception cref="Errors.RutterApiException">A request failed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RutterChange>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (connection, started) = await IdentifyAsync(cancellationToken).ConfigureAwait(false);
        state.Claim(connection);
        var changes = CanReadInOrder(connection) ? ReadInOrderAsync(cancellationToken) : ReadUntilQuietAsync(started, cancellationToken);
        await foreach (var batch in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (batch.Count > 0)
            {
                yield return batch;
            }
        }

        if (options.IncludeDeleted)
        {
            // After the objects, so that this run also finds what was deleted while they were read.
            var followedSince = Since(state.DeletionsSyncedAt ?? started ?? state.LastSyncedAt);
            var pages = lists.ListPagesAsync(RutterEvent.Definition, DeletionsQuery());
            await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return TakeDeletions(page.Items, followedSince, connection);
            }

            state.AdvanceDeletions(followedSince);
        }
    }

    private async Task<(ConnectionReference? Connection, DateTimeOffset? SentAt)> IdentifyAsync(CancellationToken cancellationToken)
    {
        var any = new ListQuery { Limit = 1 };
        await foreach (var page in lists.ListPagesAsync(definition, any, maximumItems: 1).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return (page.Connection, page.SentAt);
        }

        return default;
    }

    private bool CanReadInOrder(ConnectionReference? connection) =>
        PlatformLimits.TakesFilter(connection?.Platform) && definition.FindField(SyncedAt) is { } field && definition.CanFilterBy(field);

    private async IAsyncEnumerable<IReadOnlyList<RutterChange>> ReadInOrderAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new ListQuery { Sort = SyncOrder };
        if (Since(state.LastSyncedAt) is { } start)
        {
            var condition = new FilterComparison(SyncedAt, FilterOperator.GreaterOrEqual, FilterValue.Of(start));
            query = query with { Filter = FilterText.And(null, condition) };
        }

        await foreach (var page in lists.ListPagesAsync(definition, query).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var changes = Take(page.Items);
            state.Advance(page.Items.Max(item => item.LastSyncedAt));
            yield return changes;
        }
    }

    // Without a sort order, a changed row can move past the reading position, so the list is read again until nothing is new.
    private async IAsyncEnumerable<IReadOnlyList<RutterChange>> ReadUntilQuietAsync(
        DateTimeOffset? started, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = Since(state.LastSyncedAt);
        DateTimeOffset? latest = null;
        for (var round = 0; round <= MaximumRounds; round++)
        {
            var items = new List<T>();
            var pages = lists.ListPagesAsync(definition, new ListQuery { LastSyncedAtMin = start });
            await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                items.AddRange(page.Items);
            }

            latest = items.Max(item => item.LastSyncedAt) ?? latest;
            var changes = Take(items.OrderBy(item => item.LastSyncedAt));
            if (changes.Count == 0)
            {
                break;
            }

            yield return changes;
            start = Since(Earlier(latest, started));
        }

        state.Advance(Earlier(latest, started));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other < one ? other : one;

    private DateTimeOffset? Since(DateTimeOffset? mark) =>
        mark is { } instant && instant - DateTimeOffset.MinValue > options.Overlap ? instant - options.Overlap : null;

    // Requests all kinds of object, because the API's names for kinds are not documented and a wrong one would lose deletions.
    private ListQuery DeletionsQuery() => new EventQuery { LastSyncedAtMin = Since(state.DeletionsSyncedAt) }.ToListQuery();

    private List<RutterChange> TakeDeletions(IReadOnlyList<RutterEvent> events, DateTimeOffset? followedSince, ConnectionReference? connection)
    {
        var changes = new List<RutterChange>();
        foreach (var deletion in events.Where(item => item.Type == EventQuery.ObjectDeleted))
        {
            // Report deletions of unknown objects only after the first run: then an interrupted run may have emitted those objects.
            var id = state.Has(deletion.Id) ? deletion.Id : deletion.ObjectId;
            var mayBeEmitted = IsOfThisKind(deletion.Resource) && deletion.LastSyncedAt >= followedSince;
            if ((state.Has(id) || mayBeEmitted) && state.TakeDeletion(id, deletion.LastSyncedAt, connection) is { } change)
            {
                changes.Add(change);
            }
        }

        state.AdvanceDeletions(events.Max(item => item.LastSyncedAt));
        return changes;
    }

    private bool IsOfThisKind(string? resource) => resource is not null && ResourceCatalog.FindEntity(resource) == definition;

    private List<RutterChange> Take(IEnumerable<T> items)
    {
        var changes = new List<RutterChange>();
        foreach (var item in items)
        {
            if (state.Take(definition, item) is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }
}
