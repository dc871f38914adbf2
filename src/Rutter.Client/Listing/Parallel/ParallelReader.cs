using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing.Parallel;

/// <summary>
/// Reads a list in slices of <c>last_synced_at</c>, several at the same time. The slices have no gaps and the last one has no end, so nothing is
/// lost. Ids are remembered, so nothing is returned twice. An object that is synced during the reading moves to the last slice, which is read last,
/// alone and oldest first, so that none can be missed.
/// </summary>
internal sealed class ParallelReader<T>(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, int readers)
    where T : RutterObject
{
    private const string OldestFirst = "last_synced_at ASC";
    private const string NewestFirst = "last_synced_at DESC";

    private readonly ConnectionPlatform platform = new(sender.Options);
    private readonly SeenIds seen = new();

    /// <summary>Checks the query and reads the list.</summary>
    public static IAsyncEnumerable<Page<T>> ReadAsync(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, int readers)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1);
        if (!typeof(T).IsAssignableTo(typeof(ISyncedObject)))
        {
            throw new NotSupportedException($"The {definition.Name} does not say when it was synced: its list cannot be read in slices of time.");
        }

        return query is { Sort: null, Cursor: null }
            ? new ParallelReader<T>(sender, definition, query, readers).ReadAsync()
            : throw new ArgumentException("A list that is read in parallel has no order, and so neither a sort nor a cursor.", nameof(query));
    }

    private async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var busy = new Dictionary<Task<Page<T>>, Reading>();
        var ready = new Queue<Page<T>>();
        try
        {
            var plan = await PlanAsync(stop.Token).ConfigureAwait(false);
            while (true)
            {
                while (busy.Count + ready.Count < readers && plan.Take([.. busy.Values.Select(reading => reading.Slice)]) is { } slice)
                {
                    var part = query with { Filter = slice.FilterWith(query.Filter), Sort = OldestFirst };
                    Start(new Reading(slice, new PageFetcher<T>(sender, definition, part, maximumItems: null), new CursorTrail()));
                }

                if (busy.Count == 0 && ready.Count == 0)
                {
                    yield break;
                }

                if (ready.Count == 0)
                {
                    await Task.WhenAny(busy.Keys).ConfigureAwait(false);
                }

                // Start the readers before a page is returned, but let each read at most one page ahead.
                foreach (var (task, reading) in busy.Where(pair => pair.Key.IsCompleted).Take(readers - ready.Count).ToList())
                {
                    busy.Remove(task);
                    var page = await task.ConfigureAwait(false);
                    reading.Trail.Add(page.NextCursor);
                    if (reading.Slice.Advance(page))
                    {
                        Start(reading);
                    }

                    ready.Enqueue(page);
                }

                if (ready.TryDequeue(out var next) && WithoutSeen(next) is { Items.Count: > 0 } fresh)
                {
                    yield return fresh;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(busy.Keys)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Start(Reading reading) => busy.Add(reading.Pages.FetchAsync(new PageRequest(reading.Slice.Cursor, stop.Token)).AsTask(), reading);
    }

    private async Task<SlicePlan> PlanAsync(CancellationToken cancellationToken)
    {
        ThrowIfUnsupported(cause: null);
        var (first, last) = await EndsAsync(cancellationToken).ConfigureAwait(false);
        if (SyncedAt(first) is not { } begin || SyncedAt(last) is not { } end)
        {
            return new SlicePlan([], new Slice(null, null));
        }

        // Use the server's clock, not this machine's. Without it, the newest object gives the earliest possible time.
        var recent = LateArrival.Before(first.SentAt < last.SentAt ? first.SentAt.Value : last.SentAt ?? end);
        var sweepFrom = Slice.Floor(end < recent ? end : recent);
        return sweepFrom > begin
            ? new SlicePlan(Slice.Cut(begin, sweepFrom, readers), new Slice(sweepFrom, null))
            : new SlicePlan([], new Slice(null, null));
    }

    private async Task<(Page<T> First, Page<T> Last)> EndsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var first = FirstPageAsync(query with { Sort = OldestFirst }, cancellationToken);
            if (readers == 1)
            {
                await first.ConfigureAwait(false);
            }

            var ends = await Task.WhenAll(first, FirstPageAsync(query with { Sort = NewestFirst }, cancellationToken)).ConfigureAwait(false);
            ThrowIfUnsupported(cause: null);
            return (ends[0], ends[1]);
        }
        catch (RutterApiException refusal) when (refusal.StatusCode is 400 or 404)
        {
            await FirstPageAsync(new ListQuery { ForceFetch = query.ForceFetch }, cancellationToken).ConfigureAwait(false);
            ThrowIfUnsupported(refusal);
            throw;
        }
    }

    private async Task<Page<T>> FirstPageAsync(ListQuery list, CancellationToken cancellationToken)
    {
        var fetcher = new PageFetcher<T>(sender, definition, list with { Limit = 1 }, maximumItems: 1);
        var page = await fetcher.FetchAsync(new PageRequest(null, cancellationToken)).ConfigureAwait(false);
        platform.Remember(page.Connection?.Platform);
        return page;
    }

    private void ThrowIfUnsupported(RutterApiException? cause)
    {
        if (platform.Name is { } name && !PlatformLimits.TakesFilter(name))
        {
            throw new UnsupportedQueryException(
                QueryFeature.ParallelReading, name, $"{name} takes no filter and no sort, and a list can be read in parallel with both only.", cause);
        }
    }

    private static DateTimeOffset? SyncedAt(Page<T> page) => page.Items is [ISyncedObject first, ..] ? first.LastSyncedAt : null;

    private Page<T> WithoutSeen(Page<T> page) =>
        page with { Items = [.. page.Items.Where(item => seen.Add(((ISyncedObject)item).Id))], NextCursor = null };

    private sealed record Reading(Slice Slice, PageFetcher<T> Pages, CursorTrail Trail);
}

/// <summary>Remembers ids in 16 bytes each: a UUID as it is, any other text by its hash.</summary>
internal sealed class SeenIds
{
    private readonly HashSet<Guid> ids = [];

    /// <summary>False when the id was added before.</summary>
    public bool Add(string id) => ids.Add(Guid.TryParseExact(id, "D", out var uuid) && !id.AsSpan().ContainsAnyInRange('A', 'F') ? uuid : Hash(id));

    // With 128 bits of hash, a collision is less likely than a disk error.
    private static Guid Hash(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return new Guid(hash[..16]);
    }
}
