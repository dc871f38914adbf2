using System.Collections;
using System.Management.Automation;
using System.Security;
using Rutter.Client.Transport;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Refers to a session's secrets in a vault of Microsoft.PowerShell.SecretManagement. The vault is read at each use.</summary>
internal sealed record VaultReference(string? VaultName, string SecretName)
{
    private const string Script = """
        param($parameters)
        Microsoft.PowerShell.SecretManagement\Get-Secret @parameters -ErrorAction Stop
        """;

    private static readonly string[] ClientIdNames = ["ClientId", "client_id"];
    private static readonly string[] ClientSecretNames = ["ClientSecret", "client_secret"];
    private static readonly string[] AccessTokenNames = ["AccessToken", "access_token"];

    /// <summary>Adds the vault's secrets to options. A failure ends the cmdlet.</summary>
    public RutterClientOptions Complete(RutterClientOptions options, PSCmdlet cmdlet)
    {
        try
        {
            return Fetch(cmdlet) switch
            {
                PSCredential credential => options with { ClientId = credential.UserName, ClientSecret = Require(credential.Password, "password") },
                IDictionary values => options with
                {
                    ClientId = PlainText(Find(values, ClientIdNames)) ?? throw Missing(ClientIdNames[0]),
                    ClientSecret = Require(Find(values, ClientSecretNames), ClientSecretNames[0]),
                    AccessToken = options.AccessToken ?? ToSecret(Find(values, AccessTokenNames)),
                },
                var other => throw new ArgumentException(
                    $"{this} is a {other?.GetType().Name ?? "nothing"}. It must be a credential (client id and client secret), "
                    + "or a hashtable with ClientId, ClientSecret and AccessToken."),
            };
        }
        catch (ArgumentException exception)
        {
            throw Refused(
                cmdlet,
                exception,
                "VaultSecretUnusable",
                ErrorCategory.InvalidData,
                "Store it again with Set-Secret: as a credential, or as a hashtable with ClientId, ClientSecret and AccessToken.");
        }
    }

    public override string ToString() => VaultName is null ? $"Secret '{SecretName}'" : $"Secret '{SecretName}' of vault '{VaultName}'";

    private object? Fetch(PSCmdlet cmdlet)
    {
        var parameters = new Hashtable { ["Name"] = SecretName };
        if (VaultName is not null)
        {
            parameters["Vault"] = VaultName;
        }

        try
        {
            var found = cmdlet.InvokeCommand.InvokeScript(
                Script, true, System.Management.Automation.Runspaces.PipelineResultTypes.None, null, parameters);
            return found is [{ } only] ? only.BaseObject : null;
        }
        catch (CommandNotFoundException exception)
        {
            throw Refused(
                cmdlet,
                new InvalidOperationException(
                    "A secret in a vault is read by the module Microsoft.PowerShell.SecretManagement, which is not installed.", exception),
                "SecretManagementMissing",
                ErrorCategory.NotInstalled,
                "Run: Install-PSResource Microsoft.PowerShell.SecretManagement, and install and register a vault; or give -Credential.");
        }
        catch (RuntimeException exception)
        {
            throw Refused(
                cmdlet,
                new InvalidOperationException($"{this} could not be read: {exception.Message}", exception),
                "VaultSecretUnavailable",
                ErrorCategory.ResourceUnavailable,
                "Get-SecretVault and Get-SecretInfo list what there is; a vault may have to be unlocked first.");
        }
    }

    private static object? Find(IDictionary values, string[] names) => values.Cast<DictionaryEntry>()
        .FirstOrDefault(entry => names.Contains(entry.Key as string, StringComparer.OrdinalIgnoreCase)).Value;

    private Secret Require(object? value, string name) => ToSecret(value) ?? throw Missing(name);

    private static Secret? ToSecret(object? value) => PlainText(value) is { Length: > 0 } text ? new Secret(text) : null;

    private static string? PlainText(object? value) => PSObjects.Unwrap(value) switch
    {
        string text => text,
        SecureString secure => secure.ToSecret()?.Reveal(),
        _ => null,
    };

    private ArgumentException Missing(string name) => new($"{this} has no {name}.");

    private PipelineStoppedException Refused(PSCmdlet cmdlet, Exception exception, string errorId, ErrorCategory category, string recommendedAction)
    {
        cmdlet.ThrowTerminatingError(ErrorRecords.Create(exception, errorId, category, SecretName, recommendedAction));
        return new PipelineStoppedException();
    }
}
