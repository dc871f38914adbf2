using System.Management.Automation;
using Rutter.Client.Text;

namespace RutterPS.Common;

/// <summary>
/// The base of all cmdlets. Ctrl+C cancels their work. The pipeline thread, the only one that may write, waits for work on other threads.
/// </summary>
public abstract class RutterCmdlet : PSCmdlet, IDisposable
{
    // Ctrl+C must always return to the prompt, so work that ignores the cancellation is abandoned after this time.
    private static readonly TimeSpan CancellationGracePeriod = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource cancellation = new();
    private readonly StreamQueue streams = new();

    /// <summary>Cancelled when the pipeline stops.</summary>
    protected CancellationToken Cancellation => cancellation.Token;

    /// <summary>The records from other threads that this cmdlet writes.</summary>
    internal StreamQueue Streams => streams;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => cancellation.Cancel();

    // Messages may hold ids, statuses or names from a server, a file or a pipe, so they are cleaned for the screen.

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

    /// <summary>Blocks the pipeline thread until the work is done, and writes its verbose, warning and progress records.</summary>
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

    /// <summary>Enumerates an asynchronous sequence on the pipeline thread. If the enumeration ends early, the pending work is cancelled.</summary>
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
