using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>
/// What all cmdlets share: one cancellation that Ctrl+C triggers, and waiting on the pipeline thread, the only one that may write,
/// for work that runs elsewhere.
/// </summary>
public abstract class RutterCmdlet : PSCmdlet, IDisposable
{
    // Work that ignores the cancellation is left behind after this time: Ctrl+C always gives the prompt back.
    private static readonly TimeSpan PatienceWithCancelledWork = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource cancellation = new();
    private readonly StreamQueue streams = new();

    /// <summary>Is cancelled when the pipeline stops.</summary>
    protected CancellationToken Cancellation => cancellation.Token;

    /// <summary>Where work on other threads leaves what this cmdlet is to write.</summary>
    internal StreamQueue Streams => streams;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => cancellation.Cancel();

    /// <summary>Waits for work, and writes meanwhile what it has to say.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline stopped first.</exception>
    protected T Await<T>(ValueTask<T> work) => work.IsCompletedSuccessfully && streams.IsEmpty ? work.Result : Await(work.AsTask());

    /// <inheritdoc cref="Await{T}(ValueTask{T})"/>
    protected T Await<T>(Task<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            streams.DrainUntil(work, this, PatienceWithCancelledWork, Cancellation);
            return work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Walks through an asynchronous sequence on the pipeline thread; what it has under way is cancelled when the walk ends early.</summary>
    protected IEnumerable<T> Walk<T>(IAsyncEnumerable<T> sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        using var walk = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var enumerator = sequence.GetAsyncEnumerator(walk.Token);
        Task<bool>? step = null;
        try
        {
            while (Await(step = enumerator.MoveNextAsync().AsTask()))
            {
                yield return enumerator.Current;
            }
        }
        finally
        {
            walk.Cancel();
            if (step is null or { IsCompleted: true })
            {
                enumerator.DisposeAsync().AsTask().Wait(PatienceWithCancelledWork);
            }
        }
    }

    /// <summary>Ends what is still running.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            cancellation.Cancel();
            cancellation.Dispose();
        }
    }
}
