using System.Management.Automation;
using Rutter.Client.Jobs;

namespace RutterPS.Jobs;

/// <summary>Looks at jobs, as they are now.</summary>
[Cmdlet(VerbsCommon.Get, "RutterJob", DefaultParameterSetName = IdSet)]
[OutputType(typeof(RutterJob))]
public sealed class GetRutterJobCommand : JobCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in JobIds)
        {
            InvokeForInput(id, () => WriteObject(WaitFor(Jobs.GetAsync(id, Cancellation))));
        }
    }
}
