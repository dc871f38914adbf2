using System.Management.Automation;
using Rutter.Client.Jobs;

namespace RutterPS.Jobs;

/// <summary>Reads the current state of jobs.</summary>
[Cmdlet(VerbsCommon.Get, "RutterJob", DefaultParameterSetName = JobSet)]
[OutputType(typeof(RutterJob))]
public sealed class GetRutterJobCommand : JobCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var known in KnownJobs)
        {
            InvokeForInput(known.Id, () => WriteObject(WaitFor(Jobs.GetAsync(known, Cancellation))));
        }
    }
}
