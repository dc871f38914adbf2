using System.Management.Automation;
using System.Security;
using Rutter.Client.Transport;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Webhooks;

/// <summary>The base of cmdlets that need the secret of webhook signatures and send nothing.</summary>
public abstract class WebhookSecretCmdlet : RutterCmdlet
{
    private const string MissingSecret = "MissingSecret";

    private Secret? found;

    /// <summary>The organisation's client secret; by default the session's.</summary>
    [Parameter]
    [SecretTransformation]
    [Alias("ClientSecret", "client_secret")]
    public SecureString? Secret { get; set; }

    /// <summary>The session whose client secret is used: an object of Connect-Rutter or Get-RutterSession, or a session's name.</summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public RutterSession? Session { get; set; }

    /// <summary>The secret. A missing one ends the command, because no signature can be verified without it.</summary>
    private protected Secret RequireSecret() => found ??= FindSecret();

    /// <summary>The secret, or null if a vault would have to be read.</summary>
    private protected Secret? KnownSecret =>
        Given() ?? ((Session ?? SessionStore.Current.Default) is { SecretName: null } session ? session.Open(this).ClientSecret : null);

    private Secret FindSecret()
    {
        // An empty variable must not silently stand for the session's secret.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Secret)))
        {
            return Given() ?? throw Refused(
                MissingSecret, "The secret that was given is empty.", "Give the organisation's client secret, which Rutter's dashboard shows.");
        }

        return (Session ?? SessionStore.Current.Default)?.Open(this).ClientSecret
            ?? throw Refused(
                MissingSecret, "There is no secret: neither -Secret nor a Rutter session.", "Give -Secret, or run Connect-Rutter first.");
    }

    private Secret? Given()
    {
        try
        {
            return Secret.ToSecret();
        }
        catch (ArgumentException exception)
        {
            throw Refused(
                "InvalidSecret", exception.Message, "Give the client secret as Rutter's dashboard shows it, without the line break behind it.");
        }
    }

    private PipelineStoppedException Refused(string errorId, string message, string recommendedAction)
    {
        ThrowTerminatingError(ErrorRecords.InvalidInput(new ArgumentException(message), errorId, null, recommendedAction));
        return new PipelineStoppedException();
    }
}
