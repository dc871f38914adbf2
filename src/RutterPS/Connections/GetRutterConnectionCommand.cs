using System.Management.Automation;
using Rutter.Client.Resources.Connections;

namespace RutterPS.Connections;

/// <summary>Shows the organisation's connections, or the one that a session or a token belongs to.</summary>
[Cmdlet(VerbsCommon.Get, "RutterConnection", DefaultParameterSetName = ListSet)]
[OutputType(typeof(RutterConnection))]
public sealed class GetRutterConnectionCommand : ConnectionCommand
{
    private const string ListSet = "List";
    private const string CurrentSet = "Current";

    /// <summary>Only connections with this status.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ConnectionStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Status { get; set; }

    /// <summary>Only the connection of -AccessToken or the session's access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CurrentSet)]
    public SwitchParameter Current { get; set; }

    /// <summary>Show the access tokens as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == CurrentSet ? Current : AccessToken is not null)
        {
            InvokeForInput(null, () => Write(WaitFor(Connections.GetCurrentAsync(Cancellation))));
            return;
        }

        InvokeForInput(null, () =>
        {
            foreach (var connection in WaitFor(Connections.ListAsync(Status, Cancellation)))
            {
                Write(connection);
            }
        });
    }

    private void Write(RutterConnection connection) => Emit(connection, connection.AccessToken, AsPlainText);
}
