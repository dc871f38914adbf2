using System.Management.Automation;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Text;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Writes;

/// <summary>Writes the rows of the pipeline, several at once and each exactly once, and reports them in the order of the input.</summary>
/// <typeparam name="TResult">The type of the response.</typeparam>
public abstract class WriteCommand<TResult> : RutterSessionCmdlet
    where TResult : class
{
    private const int DefaultTimeoutSec = 300;

    // Cancelled writes end soon. For others, the current verdict is reported.
    private static readonly TimeSpan CancellationGracePeriod = TimeSpan.FromMilliseconds(400);

    private WriteQueue<WriteResult<TResult>>? queue;
    private WriteProgress? progress;
    private Action<string>? warnOnScreen;

    /// <summary>How long to wait for a job, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = DefaultTimeoutSec;

    /// <summary>The maximum number of rows to write at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The options for the writes.</summary>
    private protected virtual WriteOptions Options => new()
    {
        Polling = new JobPolling { Timeout = TimeSpan.FromSeconds(TimeoutSec) },
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        queue = new(ThrottleLimit, Cancellation);
        progress = MyInvocation.ExpectingInput ? new WriteProgress(this) : null;

        // The streams of a stopped pipeline are closed, but the host can still write.
        warnOnScreen = Host?.UI is { } screen ? text => screen.WriteWarningLine(DisplayText.Clean(text)) : null;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Take(() => queue!.Rows.Count > 0);
        progress?.Dispose();
    }

    /// <summary>Asks for confirmation if necessary.</summary>
    private protected bool Confirm(string sentence) => ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name);

    /// <summary>Sends a row, and reports finished rows.</summary>
    private protected void Write(WriteRow<WriteResult<TResult>> row)
    {
        queue!.Add(row);
        Take(() => queue.ShouldTake);
    }

    /// <summary>The number of inputs that wait to be sent together with others.</summary>
    private protected virtual int Gathered => 0;

    /// <summary>The inputs of one write, each with its sentence. A failure is reported for each.</summary>
    private protected virtual IEnumerable<(object Input, string Sentence)> InputsOf(object input, string sentence) => [(input, sentence)];

    /// <summary>The output for a written row.</summary>
    private protected abstract void WriteResult(object input, WriteResult<TResult> result);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        progress?.Stop();
        var unfinished = queue?.Rows ?? [];
        if (disposing && unfinished.Count + Gathered > 0)
        {
            Task.WhenAll(unfinished.Select(row => row.Result)).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationGracePeriod);
            warnOnScreen?.Invoke("The command was stopped. Of the rows that it had taken and not reported:");
            foreach (var row in unfinished)
            {
                warnOnScreen?.Invoke($"  {row}");
            }

            if (Gathered > 0)
            {
                warnOnScreen?.Invoke($"  not sent: {Gathered} more that were still being gathered");
            }
        }
    }

    private void Take(Func<bool> isWanted)
    {
        try
        {
            while (isWanted())
            {
                Report(queue!.Take());
            }
        }
        catch
        {
            // The command ends here, because of an error or because the next command stopped it.
            progress?.Dispose();
            throw;
        }
    }

    private void Report(WriteRow<WriteResult<TResult>> row)
    {
        try
        {
            var result = WaitFor(row.Result);
            progress?.Add(row.Verdict);
            WriteResult(row.Input, result);
        }
        catch (RutterApiException failure)
        {
            progress?.Add(row.Verdict);
            var isFinal = IsFinal(failure) && row.Verdict.State == WriteState.NotDone;
            foreach (var (input, sentence) in InputsOf(row.Input, row.Sentence))
            {
                Report(ErrorRecords.From(failure, input, sentence), isFinal);
            }
        }
        catch (ArgumentException refusal) when (row.Result.IsFaulted)
        {
            progress?.Add(row.Verdict);
            const string Advice = "Correct it and run the command again; nothing of this row was sent.";
            foreach (var (input, _) in InputsOf(row.Input, row.Sentence))
            {
                Report(ErrorRecords.InvalidInput(refusal, "InvalidInput", input, Advice), isFinal: false);
            }
        }
    }

    /// <summary>Reports an error. If it ends the command, rows that are being sent may finish.</summary>
    private protected new void Report(ErrorRecord record, bool isFinal)
    {
        try
        {
            base.Report(record, isFinal);
        }
        catch (RuntimeException)
        {
            // The command ends here (-ErrorAction Stop, or wrong credentials), so rows that are being sent may finish.
            WaitFor(queue!.CloseAsync());
            throw;
        }
    }
}
