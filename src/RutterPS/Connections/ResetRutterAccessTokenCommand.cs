using System.Management.Automation;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Transport;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Connections;

/// <summary>Replaces the access token of a connection with a new one.</summary>
[Cmdlet(VerbsCommon.Reset, "RutterAccessToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RutterAccessToken))]
public sealed class ResetRutterAccessTokenCommand : ConnectionCommand
{
    /// <summary>Show the new access token as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var whose = AccessToken is null ? $"of session '{CurrentSession.Name}'" : "that was given";
        var sentence = $"Give up the access token {whose} for a new one";
        if (!ShouldProcess(sentence + ".", sentence + "? The old one stops working at once, everywhere.", MyInvocation.MyCommand.Name))
        {
            return;
        }

        InvokeForInput(null, () =>
        {
            var client = Client;
            var old = client.Options.AccessToken;
            var renewed = WaitFor(client.AccessTokens.RenewTokenAsync(Cancellation));
            if (old is not null)
            {
                Replace(old, renewed.AccessToken.ToSecret()!);
            }

            Emit(renewed, renewed.AccessToken, AsPlainText);
        });
    }

    // A session with the old token would no longer work.
    private void Replace(Secret old, Secret renewed)
    {
        var store = SessionStore.Current;
        var isOwn = AccessToken is null;
        bool HasOldToken(RutterSession session) =>
            session.BaseUri == CurrentSession.BaseUri && (session.Holds(old) || (isOwn && session == CurrentSession));

        foreach (var session in store.All.Where(HasOldToken).ToList())
        {
            store.Replace(session, session.WithAccessToken(renewed));
            WriteVerbose($"Session '{session.Name}' has the new access token.");
            if (session.SecretName is { } name)
            {
                WriteWarning($"The secret '{name}' in the vault is not changed: if it holds the access token, store the new one there.");
            }
        }
    }
}
