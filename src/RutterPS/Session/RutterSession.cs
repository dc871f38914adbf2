using System.Management.Automation;
using Rutter.Client.Transport;

namespace RutterPS.Session;

/// <summary>
/// Credentials, address, API version and limits for calls to Rutter, created by Connect-Rutter. Immutable, safe in several runspaces at once, and
/// without readable secrets.
/// </summary>
public sealed class RutterSession
{
    private readonly RutterClientOptions options;
    private readonly VaultReference? vault;

    // The same in all copies of a session.
    private object origin = new();

    /// <summary>Makes a session that holds its secrets.</summary>
    internal RutterSession(string name, string environment, RutterClientOptions options)
    {
        Name = name;
        Environment = environment;
        this.options = options;
        HasAccessToken = options.AccessToken is not null;
    }

    /// <summary>Makes a session whose secrets stay in a vault.</summary>
    /// <param name="name">The name.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="options">Everything except the secrets. An access token in it wins over the vault's.</param>
    /// <param name="vault">The reference to the secrets.</param>
    /// <param name="isTokenInVault">Whether the vault had an access token when the session was made.</param>
    internal RutterSession(string name, string environment, RutterClientOptions options, VaultReference vault, bool isTokenInVault)
        : this(name, environment, options)
    {
        this.vault = vault;
        HasAccessToken |= isTokenInVault;
    }

    /// <summary>The name of the session.</summary>
    public string Name { get; }

    /// <summary>Production, Sandbox, Emulator, or Custom for another base address.</summary>
    public string Environment { get; }

    /// <summary>The base address of every path.</summary>
    public Uri BaseUri => options.BaseAddress;

    /// <summary>The API version.</summary>
    public string ApiVersion => options.ApiVersion;

    /// <summary>The organisation's client id.</summary>
    public string ClientId => options.ClientId;

    /// <summary>Whether the session has an access token, and therefore its own connection.</summary>
    public bool HasAccessToken { get; }

    /// <summary>The maximum number of retries of a request.</summary>
    public int MaximumRetryCount => options.MaximumRetryCount;

    /// <summary>How long to wait for a response, in seconds.</summary>
    public int TimeoutSec => (int)options.Timeout.TotalSeconds;

    /// <summary>The vault with the secrets; null for the default vault, or if no vault is used.</summary>
    public string? VaultName => vault?.VaultName;

    /// <summary>The name of the secret in the vault; null if the session holds its secrets.</summary>
    public string? SecretName => vault?.SecretName;

    /// <summary>
    /// The options for a client, with the secrets. A vault is read each time, in the runspace of the cmdlet. Must be called on the cmdlet's thread.
    /// </summary>
    internal RutterClientOptions Open(PSCmdlet cmdlet) => vault is null ? options : vault.Complete(options, cmdlet);

    /// <summary>The options for a client, or null if a vault would have to be read.</summary>
    internal RutterClientOptions? OpenWithoutVault() => vault is null ? options : null;

    /// <summary>The same session for another connection.</summary>
    internal RutterSession WithAccessToken(Secret token) => vault is null
        ? new(Name, Environment, options with { AccessToken = token }) { origin = origin }
        : new(Name, Environment, options with { AccessToken = token }, vault, isTokenInVault: false) { origin = origin };

    /// <summary>Whether both are copies of the same session; their access tokens may differ.</summary>
    internal bool IsVersionOf(RutterSession other) => origin == other.origin;

    /// <summary>Whether the session itself holds a token, not a vault.</summary>
    internal bool Holds(Secret token) => options.AccessToken?.Reveal() == token.Reveal();

    /// <summary>The name and the address.</summary>
    public override string ToString() => $"{Name} ({BaseUri})";
}

/// <summary>The names of environments in sessions.</summary>
internal static class EnvironmentName
{
    public const string Production = "Production";
    public const string Sandbox = "Sandbox";
    public const string Emulator = "Emulator";
    public const string Custom = "Custom";
}
