using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Responses;

namespace Rutter.Client.Listing.Parallel;

/// <summary>
/// A part of a list: objects last synced from one instant (inclusive) to another (exclusive), read oldest first. The part that is not yet read can
/// be given to another reader; this one then stops where that part begins.
/// </summary>
internal sealed class Slice(DateTimeOffset? from, DateTimeOffset? until)
{
    // The precision of sent instants, so slices cannot be shorter.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly DateTimeOffset? asked = until;
    private DateTimeOffset? until = until;
    private DateTimeOffset? position;
    private TimeSpan lastPageSpan;
    private int lastPageCount;
    private bool isOrdered = true;

    public string? Cursor { get; private set; }

    /// <summary>The estimated number of remaining objects, from the density of the last page; 0 if the slice cannot be split.</summary>
    public double Left => isOrdered && Cursor is not null && position is { } place && until is { } end && end - place > Step
        ? lastPageCount / Math.Max(lastPageSpan.TotalMilliseconds, 1) * (end - place).TotalMilliseconds
        : 0;

    /// <summary>Whether splitting is worth a request.</summary>
    public bool IsWorthSplitting => Left > lastPageCount;

    /// <summary>The caller's filter with the slice's bounds.</summary>
    public string? FilterWith(string? filter)
    {
        const string Field = "last_synced_at";
        FilterComparison?[] bounds =
        [
            from is { } begin ? new(Field, FilterOperator.GreaterOrEqual, FilterValue.Of(begin)) : null,
            asked is { } end ? new(Field, FilterOperator.Less, FilterValue.Of(end)) : null,
        ];
        return FilterText.And(filter, [.. bounds.OfType<FilterNode>()]);
    }

    /// <summary>Records a page; false when the slice is complete.</summary>
    public bool Advance<T>(Page<T> page)
    {
        Cursor = page.NextCursor;
        var first = position;
        foreach (var item in page.Items.OfType<ISyncedObject>())
        {
            // Without an order, the rest is unknown, so the slice is read to its end.
            isOrdered &= item.LastSyncedAt is not null && !(item.LastSyncedAt < position);
            position = item.LastSyncedAt ?? position;
        }

        if (page.Items.Count > 0)
        {
            first = (page.Items[0] as ISyncedObject)?.LastSyncedAt ?? first;
            lastPageCount = page.Items.Count;
            lastPageSpan = position - first ?? TimeSpan.Zero;
        }

        // Past the bound by more than rounding: an object that appears to be on the bound may be just before it.
        return Cursor is not null && !(isOrdered && position > until);
    }

    /// <summary>Splits off the later half of the remaining time.</summary>
    public Slice Split()
    {
        var end = until!.Value;
        var middle = Floor(position!.Value + ((end - position.Value) / 2));
        until = middle > position ? middle : Floor(position.Value) + Step;
        return new Slice(until, end);
    }

    /// <summary>Cuts a range of time into equal slices; the first has no beginning.</summary>
    public static IEnumerable<Slice> Cut(DateTimeOffset begin, DateTimeOffset end, int count)
    {
        var width = TimeSpan.FromTicks(Math.Max((end - begin).Ticks / count, Step.Ticks));
        DateTimeOffset? from = null;
        for (var i = 1; i < count && Floor(begin + (width * i)) is var bound && bound < end; i++)
        {
            yield return new Slice(from, bound);
            from = bound;
        }

        yield return new Slice(from, end);
    }

    /// <summary>The instant in the precision of the API.</summary>
    public static DateTimeOffset Floor(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % Step.Ticks));
}

/// <summary>
/// Hands out slices: first the prepared ones, then halves of a busy reader's rest, and last the objects synced since the start.
/// </summary>
internal sealed class SlicePlan(IEnumerable<Slice> prepared, Slice sweep)
{
    private readonly Queue<Slice> waiting = new(prepared);
    private Slice? sweep = sweep;

    /// <summary>The next slice for an idle reader, or null if there is none for now.</summary>
    /// <param name="busy">The slices of the other readers.</param>
    public Slice? Take(IReadOnlyCollection<Slice> busy)
    {
        if (waiting.TryDequeue(out var slice))
        {
            return slice;
        }

        if (busy.Count == 0)
        {
            (slice, sweep) = (sweep, null);
            return slice;
        }

        return busy.Where(other => other.IsWorthSplitting).MaxBy(other => other.Left)?.Split();
    }
}
