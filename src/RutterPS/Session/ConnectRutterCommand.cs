using System.Management.Automation;
using System.Security;
using Rutter.Client;
using Rutter.Client.Transport;
using Rutter.Emulator;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Creates a session. Nothing is sent; the first call shows whether the credentials are right.</summary>
[Cmdlet(VerbsCommunications.Connect, "Rutter", DefaultParameterSetName = CredentialSet)]
[OutputType(typeof(RutterSession))]
public sealed class ConnectRutterCommand : RutterCmdlet
{
    private const string CredentialSet = "Credential";
    private const string VaultSet = "Vault";
    private const string EmulatorSet = "Emulator";
    private const string DefaultName = "Default";

    /// <summary>The client id as user name, and the client secret as password.</summary>
    [Parameter(Position = 0, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The vault of Microsoft.PowerShell.SecretManagement with the secret; by default the default vault.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>The secret in the vault: a credential, or a hashtable with ClientId, ClientSecret and AccessToken.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The access token of a connection.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [SecretTransformation]
    [Alias("access_token")]
    public SecureString? AccessToken { get; set; }

    /// <summary>Rutter's environment.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateSet(EnvironmentName.Production, EnvironmentName.Sandbox)]
    public string? Environment { get; set; }

    /// <summary>Another base address; https, or http on loopback.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = VaultSet)]
    public Uri? BaseUri { get; set; }

    /// <summary>A running emulator: its address, credentials and access token are used.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmulatorSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterEmulator? Emulator { get; set; }

    /// <summary>The API version.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>The name of the session.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = DefaultName;

    /// <summary>The maximum number of retries of a request.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = RutterClientOptions.DefaultMaximumRetryCount;

    /// <summary>How long to wait for a response, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RutterClient.PrepareFirstCall();
        var session = Emulator is not null
            ? FromEmulator(Emulator)
            : SecretName is not null ? FromVault(new VaultReference(VaultName, SecretName)) : FromCredential();
        if (!RutterEnvironment.KnownApiVersions.Contains(session.ApiVersion))
        {
            var known = string.Join(", ", RutterEnvironment.KnownApiVersions);
            WriteWarning($"API version '{session.ApiVersion}' is not one that this module knows ({known}). It is sent as it is.");
        }

        SessionStore.Current.Add(session);
        WriteObject(session);
    }

    private RutterSession FromEmulator(RutterEmulator emulator) =>
        new(Name, EnvironmentName.Emulator, Configure(emulator.BaseUri, () => new RutterClientOptions
    {
        ClientId = emulator.ClientId,
        ClientSecret = new Secret(emulator.ClientSecret),
        AccessToken = new Secret(emulator.AccessToken),
    }));

    // Reads the vault once, to report errors now; the values are not kept.
    private RutterSession FromVault(VaultReference vault)
    {
        var (environment, address) = Target();
        var options = Configure(
            address, () => new RutterClientOptions { ClientId = "vault", ClientSecret = NobodysSecret(), AccessToken = AccessToken.ToSecret() });
        var complete = vault.Complete(options, this);
        return new RutterSession(
            Name, environment, options with { ClientId = complete.ClientId }, vault, isTokenInVault: complete.AccessToken is not null);
    }

    // A placeholder for the secret in the vault; it is valid nowhere.
    private static Secret NobodysSecret() => new(Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));

    private RutterSession FromCredential()
    {
        var clientId = Credential?.UserName ?? FromVariable("RUTTER_CLIENT_ID") ?? Missing("client id", "RUTTER_CLIENT_ID");
        var clientSecret = Credential?.Password.ToSecret()
            ?? new Secret(FromVariable("RUTTER_CLIENT_SECRET") ?? Missing("client secret", "RUTTER_CLIENT_SECRET"));
        var token = AccessToken is null && FromVariable("RUTTER_ACCESS_TOKEN") is { } text ? new Secret(text) : AccessToken.ToSecret();
        var (environment, address) = Target();
        return new(
            Name,
            environment,
            Configure(address, () => new RutterClientOptions { ClientId = clientId, ClientSecret = clientSecret, AccessToken = token }));
    }

    private (string Environment, Uri Address) Target()
    {
        if (BaseUri is not null)
        {
            if (BaseUri.IsAbsoluteUri
                && BaseUri.Host.EndsWith(".rutterapi.com", StringComparison.OrdinalIgnoreCase)
                && BaseUri.AbsolutePath.Trim('/') != "versioned")
            {
                WriteWarning("The base address does not end with /versioned: Rutter then ignores the version and responds in its oldest form.");
            }

            return (EnvironmentName.Custom, BaseUri);
        }

        var name = Environment ?? FromVariable("RUTTER_ENVIRONMENT") ?? EnvironmentName.Production;
        return name.ToUpperInvariant() switch
        {
            "PRODUCTION" => (EnvironmentName.Production, RutterEnvironment.Production),
            "SANDBOX" => (EnvironmentName.Sandbox, RutterEnvironment.Sandbox),
            _ => throw Refused("InvalidEnvironment", new ArgumentException($"RUTTER_ENVIRONMENT is '{name}'."), "Set it to Production or Sandbox."),
        };
    }

    private RutterClientOptions Configure(Uri address, Func<RutterClientOptions> credentials)
    {
        try
        {
            return credentials() with
            {
                BaseAddress = address,
                ApiVersion = ApiVersion ?? FromVariable("RUTTER_API_VERSION") ?? RutterEnvironment.DefaultApiVersion,
                MaximumRetryCount = MaximumRetryCount,
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
            };
        }
        catch (ArgumentException exception)
        {
            throw Refused("InvalidConnection", exception, "Correct the parameter or environment variable, and run Connect-Rutter again.");
        }
    }

    private string Missing(string what, string variable) => throw Refused(
        "NoCredential",
        new ArgumentException($"No {what} was given."),
        $"Give -Credential (client id and client secret), or set the environment variable {variable}.");

    private PipelineStoppedException Refused(string errorId, ArgumentException exception, string recommendedAction)
    {
        ThrowTerminatingError(ErrorRecords.InvalidInput(exception, errorId, null, recommendedAction));
        return new PipelineStoppedException();
    }

    // Environment variables are used only if no parameter names the company: an old variable may belong to another one.
    private string? FromVariable(string name) =>
        !MyInvocation.BoundParameters.ContainsKey(nameof(Credential)) && SecretName is null && Emulator is null
        && System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
