namespace Rutter.Client.Listing.Parallel;

/// <summary>Hands out slices: the prepared ones first, then halves of what a busy reader has left, and last, alone, what was synced since the start.</summary>
internal sealed class SlicePlan(IEnumerable<Slice> prepared, Slice sweep)
{
    private readonly Queue<Slice> waiting = new(prepared);
    private Slice? sweep = sweep;

    /// <summary>The next slice for an idle reader, or null where there is none for now.</summary>
    /// <param name="busy">What others read.</param>
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
