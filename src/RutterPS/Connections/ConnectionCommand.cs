using System.Management.Automation;
using Rutter.Client;
using Rutter.Client.Resources.Connections;
using RutterPS.Session;

namespace RutterPS.Connections;

/// <summary>A cmdlet about connections or their tokens.</summary>
public abstract class ConnectionCommand : RutterSessionCmdlet
{
    private protected ConnectionClient Connections => new(Client);

    /// <summary>Writes an object; its token is readable only where that was asked for.</summary>
    private protected void Emit(object item, Secret? token, bool asPlainText)
    {
        if (!asPlainText || token is null)
        {
            WriteObject(item);
            return;
        }

        var shown = new PSObject(item);
        shown.Members.Add(new PSNoteProperty(nameof(RutterConnection.AccessToken), token.Reveal()));
        WriteObject(shown);
    }
}
