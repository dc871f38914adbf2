using System.Management.Automation;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Writes;

/// <summary>
/// Writes the rows of the pipeline, several at once and each exactly once; what becomes of them comes out in the order of the rows.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
/// <typeparam name="TResult">What the API answers with.</typeparam>
public abstract class WriteResourceCommand<T, TResult> : RutterSessionCmdlet
    where T : RutterObject
    where TResult : class
{
    private const int DefaultTimeoutSec = 300;

    // Cancelled writes end soon; what does not is reported as unknown.
    private static readonly TimeSpan PatienceWithCancelledRows = TimeSpan.FromMilliseconds(400);

    private WriteQueue<WriteResult<TResult>>? queue;
    private WriteProgress? progress;
    private Action<string>? warnAfterTheEnd;

    /// <summary>Whether the API answers at once with a job, which is then waited for, or tries to wait itself.</summary>
    [Parameter]
    [Alias("response_mode")]
    [ResponseModeTransformation]
    public ResponseMode ResponseMode { get; set; }

    /// <summary>How long to wait for a job, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = DefaultTimeoutSec;

    /// <summary>How many rows are written at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>What the API calls this kind of object, and how.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <summary>How the API is asked to carry a write out.</summary>
    private protected virtual WriteOptions Options => new()
    {
        ResponseMode = ResponseMode,
        Polling = new JobPolling { Timeout = TimeSpan.FromSeconds(TimeoutSec) },
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        queue = new(ThrottleLimit, Cancellation);
        progress = new WriteProgress($"{MyInvocation.MyCommand.Name}", MyInvocation.ExpectingInput);

        // The streams of a stopped pipeline are closed; the host still listens.
        warnAfterTheEnd = Host?.UI is { } screen ? screen.WriteWarningLine : null;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (queue!.Count > 0)
        {
            Emit(queue.Take());
        }

        progress!.Complete(this);
    }

    /// <summary>Sends a row, and emits what is finished.</summary>
    private protected void Write(object input, string sentence, string? key, Func<ResourceWriter<T>, CancellationToken, Task<WriteResult<TResult>>> write)
    {
        ResourceWriter<T> writer;
        try
        {
            writer = Client.Writer(Definition);
        }
        catch (ArgumentException refusal)
        {
            WriteError(ErrorRecords.InvalidInput(refusal, "InvalidInput", input, "Correct it and run the command again; nothing of this row was sent."));
            return;
        }

        queue!.Add(new WriteRow(input, sentence, key), cancellationToken => write(writer, cancellationToken));
        while (queue.ShouldTake)
        {
            Emit(queue.Take());
        }
    }

    /// <summary>What goes into the pipeline for a row.</summary>
    private protected abstract void WriteResult(WriteRow row, WriteResult<TResult> result);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && queue is { Count: > 0 })
        {
            Task.WhenAll(queue.Abandoned.Select(row => row.Result)).ContinueWith(_ => { }, TaskScheduler.Default).Wait(PatienceWithCancelledRows);
            UnfinishedRows.Report(queue.Abandoned, warnAfterTheEnd);
        }
    }

    private void Emit(PendingWrite<WriteResult<TResult>> row)
    {
        try
        {
            var result = WaitFor(row.Result);
            progress!.Add(this, failed: false);
            WriteResult(row.Row, result);
        }
        catch (RutterApiException failure)
        {
            progress!.Add(this, failed: true);
            ReportRow(row.Row, failure);
        }
        catch (ArgumentException refusal)
        {
            progress!.Add(this, failed: true);
            WriteError(ErrorRecords.InvalidInput(refusal, "InvalidInput", row.Row.Input, "Correct it and run the command again; nothing of this row was sent."));
        }
    }

    private void ReportRow(WriteRow row, RutterApiException failure)
    {
        var record = ErrorRecords.From(failure, row.Input);
        record.ErrorDetails = new ErrorDetails($"{row.Sentence}: {failure.Message}") { RecommendedAction = failure.RecommendedAction };
        try
        {
            Report(record, IsFinal(failure));
        }
        catch (RuntimeException)
        {
            // The command ends here (-ErrorAction Stop, or credentials that are wrong for every row): what is on its way may arrive.
            WaitFor(WhenEnded(queue!.CloseAsync()));
            throw;
        }
    }

    private static async Task<bool> WhenEnded(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }
}
