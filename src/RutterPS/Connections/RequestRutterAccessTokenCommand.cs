using System.Management.Automation;
using System.Security;
using Rutter.Client.Resources.Connections;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Connections;

/// <summary>Exchanges the public token that a person's sign-in gave for the connection's access token.</summary>
[Cmdlet(VerbsLifecycle.Request, "RutterAccessToken")]
[OutputType(typeof(RutterAccessToken))]
public sealed class RequestRutterAccessTokenCommand : ConnectionCommand
{
    /// <summary>The public token from the sign-in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("public_token")]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? PublicToken { get; set; }

    /// <summary>Use the token in the session from now on.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    /// <summary>Show the access token as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeForInput(null, () =>
    {
        var publicToken = PublicToken.ToSecret() ?? throw new ArgumentException("The public token is empty.");
        var exchanged = WaitFor(Client.AccessTokens.ExchangeAsync(publicToken, Cancellation));
        if (Connect)
        {
            SessionStore.Current.Add(CurrentSession.WithAccessToken(exchanged.AccessToken.ToSecret()!));
        }

        Emit(exchanged, exchanged.AccessToken, AsPlainText);
    });
}
