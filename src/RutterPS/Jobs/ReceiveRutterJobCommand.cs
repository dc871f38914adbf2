using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Writes;

namespace RutterPS.Jobs;

/// <summary>Returns the results of ended jobs: the objects that they created, changed or listed, or the deletions.</summary>
[Cmdlet(VerbsCommunications.Receive, "RutterJob", DefaultParameterSetName = JobSet)]
[OutputType(typeof(RutterObject), typeof(RutterDeletion))]
public sealed class ReceiveRutterJobCommand : JobCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var known in KnownJobs)
        {
            InvokeForInput(known.Id, () => Receive(known));
        }
    }

    private void Receive(RutterJob known)
    {
        var jobs = Jobs;
        var job = WaitFor(jobs.GetAsync(known, Cancellation));
        if (job.IsCompleted)
        {
            var result = JobResults.Read(jobs, job);
            WriteObject(
                result is JobDeletion deleted ? RutterDeletion.From(deleted.Id, deleted.Deletion, job.Id, job.RequestId) : result,
                enumerateCollection: true);
            return;
        }

        WriteError(ErrorRecords.Create(
            new InvalidOperationException($"Job {DisplayText.Clean(job.Id)} has not ended yet; its status is '{DisplayText.Clean(job.Status)}'."),
            "JobNotCompleted",
            ErrorCategory.ResourceBusy,
            known.Id,
            "Wait for it with Wait-RutterJob."));
    }
}
