using Rutter.Client;

namespace RutterPS.Session;

/// <summary>
/// A connection to Rutter, as Connect-Rutter makes it: immutable, safe in several runspaces at once, and without a readable secret.
/// </summary>
public sealed class RutterSession
{
    internal RutterSession(string name, string environment, RutterClient client)
    {
        Name = name;
        Environment = environment;
        Client = client;
    }

    /// <summary>The name that the session is found by.</summary>
    public string Name { get; }

    /// <summary>Production, Sandbox, Emulator, or Custom for a base address of one's own.</summary>
    public string Environment { get; }

    /// <summary>The address that every path is put behind.</summary>
    public Uri BaseUri => Client.Options.BaseAddress;

    /// <summary>The API version that is asked for.</summary>
    public string ApiVersion => Client.Options.ApiVersion;

    /// <summary>The organisation's client id.</summary>
    public string ClientId => Client.Options.ClientId;

    /// <summary>Whether the session has an access token, and so a connection of its own.</summary>
    public bool HasAccessToken => Client.Options.AccessToken is not null;

    /// <summary>How often a request that may be repeated is repeated, at most.</summary>
    public int MaximumRetryCount => Client.Options.MaximumRetryCount;

    /// <summary>How long to wait for a reply, in seconds.</summary>
    public int TimeoutSec => (int)Client.Options.Timeout.TotalSeconds;

    internal RutterClient Client { get; }

    /// <summary>The name and the address.</summary>
    public override string ToString() => $"{Name} ({BaseUri})";
}
