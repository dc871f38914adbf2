using System.Management.Automation;
using System.Security;
using Rutter.Client;
using Rutter.Client.Errors;
using Rutter.Client.Names;
using Rutter.Client.Resources;
using Rutter.Client.Transport;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>The base of cmdlets that call the API, with the session, the access token and the handling of failures.</summary>
public abstract class RutterSessionCmdlet : RutterCmdlet
{
    private const int Unauthorized = 401;

    private StreamObserver? observer;
    private (RutterSession Session, RutterClientOptions Options)? opened;

    /// <summary>The session to use: an object of Connect-Rutter or Get-RutterSession, or a session's name.</summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public RutterSession? Session { get; set; }

    /// <summary>The access token of the connection, instead of the session's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("access_token")]
    [SecretTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>The client for the current input. It reports to this cmdlet's streams.</summary>
    /// <exception cref="ArgumentException">The access token of this input is empty.</exception>
    internal RutterClient Client => AccessToken is null ? new(Open() with { Observer = Observer }) : ClientWith(AccessToken);

    /// <summary>The session that this cmdlet uses.</summary>
    private protected RutterSession CurrentSession => RequireSession();

    private StreamObserver Observer => observer ??= new StreamObserver(Streams);

    /// <summary>Whether the calls are about one connection, and therefore need its access token.</summary>
    private protected virtual bool NeedsAccessToken => true;

    /// <summary>Finds a known object by its id without asking a server or a vault.</summary>
    internal NamedObject? FindKnown(ResourceDefinition definition, string? id)
    {
        var options = (Session ?? SessionStore.Current.Default)?.OpenWithoutVault();
        var token = AccessToken is null ? options?.AccessToken : AccessToken.ToSecret();
        return options is null || token is null || string.IsNullOrEmpty(id)
            ? null
            : new RutterClient(options with { AccessToken = token }).Names.FindKnown(definition, id);
    }

    /// <summary>
    /// The client for the connection of an access token. It reports to this cmdlet's streams. An empty token is never replaced by the session's,
    /// which may belong to another company.
    /// </summary>
    /// <exception cref="ArgumentException">The access token is missing or empty.</exception>
    internal RutterClient ClientWith(SecureString? accessToken) => new(Open() with
    {
        AccessToken = accessToken.ToSecret() ?? (NeedsAccessToken ? throw new ArgumentException("The access token of this input is empty.") : null),
        Observer = Observer,
    });

    /// <summary>
    /// Runs work for one input. A failure is written as that input's error, and the next input goes on. If there is no other input, or none can
    /// succeed, the failure ends the command, because an incomplete list must not count as a whole one.
    /// </summary>
    /// <param name="target">The target of the error; null without an input.</param>
    /// <param name="work">The work.</param>
    /// <param name="isOnly">Whether the target is the command's only input.</param>
    internal void InvokeForInput(object? target, Action work, bool isOnly = false)
    {
        try
        {
            work();
        }
        catch (RutterApiException failure)
        {
            Report(ErrorRecords.From(failure, target), isFinal: target is null || isOnly ? !MyInvocation.ExpectingInput : IsFinal(failure));
        }
        catch (ArgumentException exception)
        {
            Report(
                ErrorRecords.InvalidInput(exception, "InvalidInput", target, "Correct it and run the command again; nothing was sent."),
                isFinal: (target is null || isOnly) && !MyInvocation.ExpectingInput);
        }
    }

    /// <summary>Whether other inputs would fail too.</summary>
    private protected bool IsFinal(RutterApiException failure) => failure.StatusCode == Unauthorized && AccessToken is null;

    /// <summary>Writes an error, or ends the command with it.</summary>
    private protected void Report(ErrorRecord record, bool isFinal)
    {
        if (isFinal)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    // Once per command, so that a vault is not read for each row.
    private RutterClientOptions Open()
    {
        var session = RequireSession();
        if (opened?.Session != session)
        {
            opened = (session, session.Open(this));
        }

        return opened.Value.Options;
    }

    private RutterSession RequireSession()
    {
        var session = Session ?? SessionStore.Current.Default;
        if (session is null)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                new InvalidOperationException("There is no Rutter session in this runspace that commands use unasked."),
                "NoSession",
                ErrorCategory.ConnectionError,
                null,
                SessionStore.Current.All.Select(other => $"'{other.Name}'").ToArray() is { Length: > 0 } others
                    ? $"Give -Session (there is {string.Join(", ", others)}), or run Connect-Rutter."
                    : "Run Connect-Rutter first, or give a session with -Session."));
        }

        return session!;
    }
}
