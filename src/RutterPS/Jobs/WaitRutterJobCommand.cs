using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Jobs;
using RutterPS.Common;

namespace RutterPS.Jobs;

/// <summary>Waits for any number of jobs in one loop, and emits each as it ends.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RutterJob", DefaultParameterSetName = JobSet)]
[OutputType(typeof(RutterJob))]
public sealed class WaitRutterJobCommand : JobCommand
{
    private const int ActivityId = 1;

    private readonly Dictionary<string, RutterJob> waitedFor = new(StringComparer.Ordinal);

    /// <summary>How long to wait, in seconds; by default without a limit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>A fixed interval between two polls of a job, in seconds; by default the interval grows.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600)]
    public double? PollingIntervalSec { get; set; }

    /// <summary>Return when the first of them has ended.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var job in KnownJobs)
        {
            waitedFor[job.Id] = job;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var jobs = Jobs;
        var ended = 0;
        using var progress = new DelayedProgress(this, ActivityId, "Waiting for jobs", () => (
            string.Create(CultureInfo.InvariantCulture, $"{ended} of {waitedFor.Count} have ended"),
            (int)(100L * ended / Math.Max(1, waitedFor.Count))));
        foreach (var outcome in Enumerate(jobs.WaitAsync(waitedFor.Values, PollingParameters.ToPolling(TimeoutSec, PollingIntervalSec))))
        {
            ended++;
            Emit(jobs, outcome);
            if (Any)
            {
                break;
            }
        }
    }

    private void Emit(JobClient jobs, JobOutcome outcome)
    {
        if (outcome.Job is not null)
        {
            WriteObject(outcome.Job);
        }

        if ((outcome.Failure ?? jobs.FailureOf(outcome.Job!)) is { } failure)
        {
            WriteError(ErrorRecords.From(failure, outcome.JobId));
        }
    }
}
