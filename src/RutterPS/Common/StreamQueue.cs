using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RutterPS.Common;

/// <summary>Carries verbose, warning and progress records from any thread to the pipeline thread.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Cancelled work may still signal after the cmdlet is gone; the semaphore holds no handle.")]
internal sealed class StreamQueue
{
    private readonly ConcurrentQueue<Action<RutterCmdlet>> records = new();
    private readonly SemaphoreSlim signal = new(0);

    public bool IsEmpty => records.IsEmpty;

    /// <summary>Adds a record to be written, and returns at once.</summary>
    public void Post(Action<RutterCmdlet> write)
    {
        records.Enqueue(write);
        signal.Release();
    }

    /// <summary>Writes the records until a task ends.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, and the task did not end within the timeout.</exception>
    public void DrainUntil(Task task, RutterCmdlet cmdlet, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(_ => signal.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        try
        {
            while (!task.IsCompleted)
            {
                Drain(cmdlet);
                signal.Wait(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            if (Task.WaitAny([task], timeout) < 0)
            {
                throw;
            }
        }

        Drain(cmdlet);
    }

    private void Drain(RutterCmdlet cmdlet)
    {
        while (records.TryDequeue(out var write))
        {
            write(cmdlet);
        }
    }
}
