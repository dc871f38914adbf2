using System.Management.Automation;
using Rutter.Client.Transport;

namespace RutterPS.Session;

/// <summary>
/// Credentials, address, API version and limits of calls to Rutter, as Connect-Rutter makes it: immutable, safe in several runspaces at once, and
/// without a readable secret.
/// </summary>
public sealed class RutterSession
{
    private readonly RutterClientOptions options;
    private readonly VaultReference? vault;

    // The same for all objects that one Connect-Rutter led to.
    private object origin = new();

    /// <summary>A session that holds its secrets.</summary>
    internal RutterSession(string name, string environment, RutterClientOptions options)
    {
        Name = name;
        Environment = environment;
        this.options = options;
        HasAccessToken = options.AccessToken is not null;
    }

    /// <summary>A session whose secrets stay in a vault.</summary>
    /// <param name="name">The name.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="options">Everything but the secrets; an access token in it goes before the vault's.</param>
    /// <param name="vault">Where the secrets are.</param>
    /// <param name="isTokenInVault">Whether there was an access token when the session was made.</param>
    internal RutterSession(string name, string environment, RutterClientOptions options, VaultReference vault, bool isTokenInVault)
        : this(name, environment, options)
    {
        this.vault = vault;
        HasAccessToken |= isTokenInVault;
    }

    /// <summary>The name that the session is found by.</summary>
    public string Name { get; }

    /// <summary>Production, Sandbox, Emulator, or Custom for a base address of one's own.</summary>
    public string Environment { get; }

    /// <summary>The address that every path is put behind.</summary>
    public Uri BaseUri => options.BaseAddress;

    /// <summary>The API version that is asked for.</summary>
    public string ApiVersion => options.ApiVersion;

    /// <summary>The organisation's client id.</summary>
    public string ClientId => options.ClientId;

    /// <summary>Whether the session has an access token, and so a connection of its own.</summary>
    public bool HasAccessToken { get; }

    /// <summary>How often a request that may be retried is retried, at most.</summary>
    public int MaximumRetryCount => options.MaximumRetryCount;

    /// <summary>How long to wait for a response, in seconds.</summary>
    public int TimeoutSec => (int)options.Timeout.TotalSeconds;

    /// <summary>The vault that the secrets stay in; null where they are in no vault, or in the default one.</summary>
    public string? VaultName => vault?.VaultName;

    /// <summary>The name of the secret in the vault; null where the session holds its secrets.</summary>
    public string? SecretName => vault?.SecretName;

    /// <summary>
    /// What a client needs, with the secrets. A vault is asked each time, through the runspace of the cmdlet, on whose thread this must be.
    /// </summary>
    internal RutterClientOptions Open(PSCmdlet cmdlet) => vault is null ? options : vault.Complete(options, cmdlet);

    /// <summary>What a client needs, where no vault has to be asked for it; else null.</summary>
    internal RutterClientOptions? OpenWithoutVault() => vault is null ? options : null;

    /// <summary>The same session for another connection.</summary>
    internal RutterSession WithAccessToken(Secret token) => vault is null
        ? new(Name, Environment, options with { AccessToken = token }) { origin = origin }
        : new(Name, Environment, options with { AccessToken = token }, vault, isTokenInVault: false) { origin = origin };

    /// <summary>Whether both come from the same Connect-Rutter; one may have got another access token since.</summary>
    internal bool IsVersionOf(RutterSession other) => origin == other.origin;

    /// <summary>Whether the session itself, and not a vault, holds a token.</summary>
    internal bool Holds(Secret token) => options.AccessToken?.Reveal() == token.Reveal();

    /// <summary>The name and the address.</summary>
    public override string ToString() => $"{Name} ({BaseUri})";
}

/// <summary>The names of environments, as sessions show them.</summary>
internal static class EnvironmentName
{
    public const string Production = "Production";
    public const string Sandbox = "Sandbox";
    public const string Emulator = "Emulator";
    public const string Custom = "Custom";
}
