using System.Management.Automation;
using Rutter.Client.Text;

namespace RutterPS.Common;

/// <summary>
/// What all cmdlets share: a cancellation that Ctrl+C triggers, and blocking the pipeline thread, the only one that may write, until
/// work on other threads is done.
/// </summary>
public abstract class RutterCmdlet : PSCmdlet, IDisposable
{
    // Ctrl+C always gives the prompt back: work that ignores the cancellation is left behind after this time.
    private static readonly TimeSpan CancellationGracePeriod = TimeSpan.FromMilliseconds(500);

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

    // What goes to the screen may hold an id, a status or a name that a server, a file or a pipe gave: nothing in it steers the screen.

    internal new void WriteVerbose(string text) => base.WriteVerbose(DisplayText.Clean(text));

    internal new void WriteDebug(string text) => base.WriteDebug(DisplayText.Clean(text));

    internal new void WriteWarning(string text) => base.WriteWarning(DisplayText.Clean(text));

    internal new void WriteProgress(ProgressRecord progress)
    {
        progress.Activity = DisplayText.Clean(progress.Activity);
        progress.StatusDescription = DisplayText.Clean(progress.StatusDescription);
        base.WriteProgress(progress);
    }

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(DisplayText.Clean(target), DisplayText.Clean(action));

    internal new bool ShouldProcess(string description, string question, string caption) =>
        base.ShouldProcess(DisplayText.Clean(description), DisplayText.Clean(question), DisplayText.Clean(caption));

    /// <summary>Blocks the pipeline thread until the work is done, and writes its verbose, warning and progress records meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline stopped first.</exception>
    protected T WaitFor<T>(ValueTask<T> work) => work.IsCompletedSuccessfully && streams.IsEmpty ? work.Result : WaitFor(work.AsTask());

    /// <inheritdoc cref="WaitFor{T}(ValueTask{T})"/>
    protected T WaitFor<T>(Task<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            streams.DrainUntil(work, this, CancellationGracePeriod, Cancellation);
            return work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc cref="WaitFor{T}(ValueTask{T})"/>
    protected void WaitFor(Task work) => WaitFor(CompleteAsync(work));

    /// <summary>Enumerates an asynchronous sequence on the pipeline thread; its pending work is cancelled when the enumeration ends early.</summary>
    protected IEnumerable<T> Enumerate<T>(IAsyncEnumerable<T> sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var enumerator = sequence.GetAsyncEnumerator(stop.Token);
        Task<bool>? step = null;
        try
        {
            while (WaitFor(step = enumerator.MoveNextAsync().AsTask()))
            {
                yield return enumerator.Current;
            }
        }
        finally
        {
            stop.Cancel();
            if (step is null or { IsCompleted: true })
            {
                enumerator.DisposeAsync().AsTask().Wait(CancellationGracePeriod);
            }
        }
    }

    private static async Task<bool> CompleteAsync(Task work)
    {
        await work.ConfigureAwait(false);
        return true;
    }

    /// <summary>Cancels what is still running.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            cancellation.Cancel();
            cancellation.Dispose();
        }
    }
}
