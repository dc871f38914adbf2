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
/// Follows one connection's objects of one kind: each run reads what is new, changed or deleted since the state before. Nothing that was
/// there before the run is missed although the data changes while it is read, because a change moves a row to the end of the order that is
/// read. Source: "Basics", heading "Special Considerations"; "Bank Transfers", field <c>last_synced_at</c>.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ResourceSync<T>
    where T : RutterObject, ISyncedObject
{
    private const string SyncedAt = "last_synced_at";
    private const string SyncOrder = "last_synced_at ASC";

    // A platform that changes faster than it can be read is caught up with by the next run.
    private const int MaximumRounds = 10;

    private readonly ListClient lists;
    private readonly ResourceDefinition<T> definition;
    private readonly SyncState state;
    private readonly SyncOptions options;

    /// <summary>Prepares a run. Nothing is sent.</summary>
    /// <param name="sender">Sends the requests.</param>
    /// <param name="definition">Which kind of object.</param>
    /// <param name="state">The state before; the run moves it on.</param>
    /// <param name="options">What is read, and how far back.</param>
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
    /// The changes in the order of <c>last_synced_at</c>, then the deletions; each version of an object once. The state is complete when the
    /// sequence has ended.
    /// </returns>
    /// <exception cref="SyncStateException">The state is of another connection; nothing was read.</exception>
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
            // After the objects: what is deleted while they are read is noticed in the same run.
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

    // Without a sort order a row that changes can jump over what is being read, so it is read again until nothing is new.
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

    // All kinds of object are asked for: by what name the API calls a kind is not documented, and a wrong one would lose deletions.
    private ListQuery DeletionsQuery() => new EventQuery { LastSyncedAtMin = Since(state.DeletionsSyncedAt) }.ToListQuery();

    private List<RutterChange> TakeDeletions(IReadOnlyList<RutterEvent> events, DateTimeOffset? followedSince, ConnectionReference? connection)
    {
        var changes = new List<RutterChange>();
        foreach (var deletion in events.Where(item => item.Type == EventQuery.ObjectDeleted))
        {
            // Of objects that the state does not know only since they are followed: then a run that died may have emitted them, before it did not.
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
