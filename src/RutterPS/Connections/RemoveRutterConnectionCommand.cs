using System.Management.Automation;

namespace RutterPS.Connections;

/// <summary>Deletes connections, with Rutter's copy of their data.</summary>
[Cmdlet(VerbsCommon.Remove, "RutterConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveRutterConnectionCommand : ConnectionCommand
{
    /// <summary>The connections' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ConnectionId", "connection_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var sentence = $"Delete connection {id} and Rutter's copy of its data";
            if (ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name))
            {
                InvokeForInput(id, () => WaitFor(Connections.DeleteAsync(id, Cancellation)));
            }
        }
    }
}
