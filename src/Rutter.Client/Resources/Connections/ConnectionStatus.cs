namespace Rutter.Client.Resources.Connections;

/// <summary>The API's names for the statuses of a connection. The list is open.</summary>
public static class ConnectionStatus
{
    /// <summary>The connection works.</summary>
    public const string Active = "active";

    /// <summary>The first download is not complete.</summary>
    public const string NotReady = "not_ready";

    /// <summary>The platform cannot be reached at the moment; Rutter tries again.</summary>
    public const string Unhealthy = "unhealthy";

    /// <summary>The owner must sign in again.</summary>
    public const string NeedsReauth = "needs_reauth";

    /// <summary>The connection is disabled.</summary>
    public const string Disabled = "disabled";

    /// <summary>In requests only: every status.</summary>
    public const string Any = "any";
}
