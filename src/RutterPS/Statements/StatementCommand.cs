using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Statements;
using RutterPS.Common;
using RutterPS.Jobs;
using RutterPS.Resources;
using RutterPS.Session;

namespace RutterPS.Statements;

/// <summary>Reads statements of one kind, and waits for the job that makes them. A derived cmdlet adds its definition and name.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class StatementCommand<T> : RutterSessionCmdlet
    where T : RutterObject, IStatement
{
    private const int DefaultTimeoutSec = 300;

    /// <summary>The first day.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("start_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>The last day.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("end_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>What to add to each statement.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Expand { get; set; }

    /// <summary>Respond even if the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <summary>Emit a row for each line instead of the statements.</summary>
    [Parameter]
    public SwitchParameter Flat { get; set; }

    /// <summary>Whether the API responds at once with a job to wait for, or first waits for the result.</summary>
    [Parameter]
    [Alias("response_mode")]
    [ResponseModeTransformation]
    public ResponseMode ResponseMode { get; set; }

    /// <summary>Emit the job instead of waiting for its end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How long to wait for a job, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = DefaultTimeoutSec;

    /// <summary>The definition of this kind of statement.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeForInput(null, Read, isOnly: !MyInvocation.ExpectingInput);

    private void Read()
    {
        var query = new StatementQuery
        {
            StartDate = StartDate,
            EndDate = EndDate,
            Expand = Expand,
            ForceFetch = ForceFetch,
            ResponseMode = ResponseMode,
        };
        var statements = Client.Statements;
        var polling = PollingParameters.ToPolling(TimeoutSec, intervalSec: null);
        var result = NoWait
            ? WaitFor(statements.RequestAsync(Definition, query, Cancellation))
            : WaitFor(statements.ReadAsync(Definition, query, polling, Cancellation));
        if (result.Statements is not { } found)
        {
            WriteObject(result.Job);
            return;
        }

        if (result.HasMore)
        {
            WriteWarning($"There are more {Definition.Name}s than the response has, and the API has no way to ask for them: ask for a shorter time.");
        }

        WriteObject(Flat ? found.SelectMany(StatementLine.Of) : found, enumerateCollection: true);
    }
}
