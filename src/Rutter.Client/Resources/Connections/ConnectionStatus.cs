namespace Rutter.Client.Resources.Connections;

/// <summary>The statuses that a connection can have, as the API names them. The list is open.</summary>
public static class ConnectionStatus
{
    /// <summary>All is well.</summary>
    public const string Active = "active";

    /// <summary>The first download is not complete.</summary>
    public const string NotReady = "not_ready";

    /// <summary>The platform cannot be reached for the moment; Rutter tries again.</summary>
    public const string Unhealthy = "unhealthy";

    /// <summary>The owner has to sign in again.</summary>
    public const string NeedsReauth = "needs_reauth";

    /// <summary>Switched off.</summary>
    public const string Disabled = "disabled";

    /// <summary>For questions: every status.</summary>
    public const string Any = "any";
}
