using System.Management.Automation;
using System.Security;
using Rutter.Client.Connections;
using Rutter.Client.Resources.Connections;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Connections;

/// <summary>A cmdlet about connections or their tokens.</summary>
public abstract class ConnectionCommand : RutterSessionCmdlet
{
    private protected ConnectionClient Connections => Client.Connections;

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.ExcludeTokenFromSerialization(typeof(RutterConnection));
        this.ExcludeTokenFromSerialization(typeof(RutterAccessToken));
    }

    /// <summary>Writes an object. Its token is readable only on request.</summary>
    private protected void Emit(object item, SecureString? token, bool asPlainText)
    {
        if (!asPlainText || token.ToSecret() is not { } secret)
        {
            WriteObject(item);
            return;
        }

        var shown = new PSObject(item);
        shown.Members.Add(new PSNoteProperty(nameof(RutterConnection.AccessToken), secret.Reveal()));
        WriteObject(shown);
    }
}
