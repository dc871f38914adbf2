using System.Runtime.CompilerServices;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing.Parallel;

/// <summary>
/// Reads a list in slices of <c>last_synced_at</c> side by side. The slices together have no gap and no end, so nothing is lost whatever the
/// first look at the ends said; ids are remembered, so nothing comes twice. An object that is synced while the list is read moves to the end, and
/// is met there by the sweep, which starts when the slices are read and goes oldest first, so that nothing can pass it by.
/// </summary>
internal sealed class ParallelReader<T>(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, int readers)
    where T : RutterObject
{
    private const string OldestFirst = "last_synced_at ASC";
    private const string NewestFirst = "last_synced_at DESC";

    // A sync that is going on may stamp an object some time before it can be seen.
    private static readonly TimeSpan LateArrival = TimeSpan.FromSeconds(10);

    private readonly SeenIds seen = new();

    /// <summary>Checks what is asked for, and reads it.</summary>
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
            : throw new ArgumentException("A list that is read side by side has no order, and so neither a sort nor a cursor.", nameof(query));
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
                    Start(new Reading(slice, new ListPages<T>(sender, definition, query with { Filter = slice.FilterWith(query.Filter), Sort = OldestFirst }, maximumItems: null)));
                }

                if (busy.Count == 0 && ready.Count == 0)
                {
                    yield break;
                }

                if (ready.Count == 0)
                {
                    await Task.WhenAny(busy.Keys).ConfigureAwait(false);
                }

                // Everybody gets something to do before the caller gets its page; but no more is read ahead than there are readers.
                foreach (var (task, reading) in busy.Where(pair => pair.Key.IsCompleted).Take(readers - ready.Count).ToList())
                {
                    busy.Remove(task);
                    var page = (await task.ConfigureAwait(false)).RequireProgress(reading.Slice.Cursor);
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

        void Start(Reading reading) => busy.Add(reading.Pages.FetchAsync(reading.Slice.Cursor, foresee: null, stop.Token).AsTask(), reading);
    }

    private async Task<SlicePlan> PlanAsync(CancellationToken cancellationToken)
    {
        var (oldest, newest) = await EndsAsync(cancellationToken).ConfigureAwait(false);
        if (oldest is not { } begin || newest is not { } end)
        {
            return new SlicePlan([], new Slice(null, null));
        }

        var recent = DateTimeOffset.UtcNow - LateArrival;
        var sweepFrom = Slice.Floor(end < recent ? end : recent);
        return sweepFrom > begin
            ? new SlicePlan(Slice.Cut(begin, sweepFrom, readers), new Slice(sweepFrom, null))
            : new SlicePlan([], new Slice(null, null));
    }

    private async Task<(DateTimeOffset? Oldest, DateTimeOffset? Newest)> EndsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var oldest = EndAsync(OldestFirst, cancellationToken);
            if (readers == 1)
            {
                await oldest.ConfigureAwait(false);
            }

            var ends = await Task.WhenAll(oldest, EndAsync(NewestFirst, cancellationToken)).ConfigureAwait(false);
            return (ends[0], ends[1]);
        }
        catch (RutterApiException refusal) when (refusal.StatusCode is 400 or 404)
        {
            var page = await FirstAsync(new ListQuery { ForceFetch = query.ForceFetch }, cancellationToken).ConfigureAwait(false);
            throw page.Connection?.Platform is { } platform && !PlatformLimits.TakesFilter(platform)
                ? new NotSupportedException($"{platform} takes no filter and no sort, and a list can be read side by side with both only.", refusal)
                : refusal;
        }
    }

    private async Task<DateTimeOffset?> EndAsync(string sort, CancellationToken cancellationToken) =>
        (await FirstAsync(query with { Sort = sort }, cancellationToken).ConfigureAwait(false)).Items is [ISyncedObject { LastSyncedAt: var instant }, ..] ? instant : null;

    private ValueTask<Page<T>> FirstAsync(ListQuery list, CancellationToken cancellationToken) =>
        new ListPages<T>(sender, definition, list with { Limit = 1 }, maximumItems: 1).FetchAsync(cursor: null, foresee: null, cancellationToken);

    private Page<T> WithoutSeen(Page<T> page) => page with { Items = [.. page.Items.Where(item => seen.Add(((ISyncedObject)item).Id))], NextCursor = null };

    private sealed record Reading(Slice Slice, ListPages<T> Pages);
}
