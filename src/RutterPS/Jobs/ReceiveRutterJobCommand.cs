using System.Management.Automation;
using Rutter.Client.Catalog;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Jobs;

/// <summary>Takes the results of jobs that have ended, as the objects that they made or changed.</summary>
[Cmdlet(VerbsCommunications.Receive, "RutterJob", DefaultParameterSetName = IdSet)]
[OutputType(typeof(RutterObject))]
public sealed class ReceiveRutterJobCommand : JobCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in JobIds)
        {
            InvokeForInput(id, () => Receive(id));
        }
    }

    private void Receive(string id)
    {
        var jobs = Jobs;
        var job = WaitFor(jobs.GetAsync(id, Cancellation));
        if (!job.IsCompleted)
        {
            WriteError(ErrorRecords.Create(
                new InvalidOperationException($"Job {job.Id} has not ended yet; its status is '{job.Status}'."),
                "JobNotCompleted",
                ErrorCategory.ResourceBusy,
                id,
                "Wait for it with Wait-RutterJob."));
            return;
        }

        WriteResult(jobs, job);
    }

    private void WriteResult(JobClient jobs, RutterJob job)
    {
        if (job.Method is "POST" or "PATCH" && job.Path is { } path && ResourceCatalog.FindWithin(path) is { } definition)
        {
            WriteObject(jobs.Receive(job, definition));
        }
        else if (jobs.FailureOf(job) is { } failure)
        {
            throw failure;
        }
        else
        {
            WriteObject(job.ResponseJson);
        }
    }
}
