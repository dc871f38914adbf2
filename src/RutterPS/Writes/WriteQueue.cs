using System.Diagnostics.CodeAnalysis;

namespace RutterPS.Writes;

/// <summary>Rows on their way, several at once, kept in the order they came in.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Rows that are cancelled may still give their slot back after the command is gone; the semaphore holds no handle.")]
internal sealed class WriteQueue<TResult>(int throttleLimit, CancellationToken cancellationToken)
{
    // A slow row at the head must not keep the others from being sent, nor let their results pile up without end.
    private readonly int capacity = throttleLimit * 8;
    private readonly Queue<PendingWrite<TResult>> rows = new();
    private readonly SemaphoreSlim slots = new(throttleLimit);
    private volatile bool isClosed;

    public int Count => rows.Count;

    /// <summary>Whether the row at the head has to leave before another comes in, or can leave at once.</summary>
    public bool ShouldTake => rows.Count >= capacity || (rows.TryPeek(out var head) && head.Result.IsCompleted);

    public void Add(WriteRow row, Func<CancellationToken, Task<TResult>> write)
    {
        var pending = new PendingWrite<TResult>(row);
        pending.Result = RunAsync(pending, write);
        rows.Enqueue(pending);
    }

    public PendingWrite<TResult> Take() => rows.Dequeue();

    /// <summary>Sends no further row, and gives back the end of those that are on their way.</summary>
    public Task CloseAsync()
    {
        isClosed = true;
        return Task.WhenAll(rows.Where(row => row.IsSent).Select(row => row.Result));
    }

    /// <summary>The rows that nobody took, with what is known of each.</summary>
    public IReadOnlyList<PendingWrite<TResult>> Abandoned => [.. rows];

    private async Task<TResult> RunAsync(PendingWrite<TResult> row, Func<CancellationToken, Task<TResult>> write)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (isClosed)
            {
                throw new OperationCanceledException("The command ended before this row was sent.");
            }

            row.IsSent = true;
            return await write(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }
}
