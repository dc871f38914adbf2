using System.Management.Automation;
using Rutter.Client.Resources.Connections;

namespace RutterPS.Connections;

/// <summary>Gives a connection a name.</summary>
[Cmdlet(VerbsData.Update, "RutterConnection", SupportsShouldProcess = true)]
[OutputType(typeof(RutterConnection))]
public sealed class UpdateRutterConnectionCommand : ConnectionCommand
{
    private const int LongestName = 30;

    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ConnectionId", "connection_id")]
    [ValidateNotNullOrEmpty]
    public string Id { get; set; } = "";

    /// <summary>The name, which no other connection of the organisation may have.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, LongestName)]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sentence = $"Call connection {Id} '{Name}'";
        if (ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name))
        {
            InvokeForInput(Id, () => WriteObject(WaitFor(Connections.RenameAsync(Id, Name, Cancellation))));
        }
    }
}
