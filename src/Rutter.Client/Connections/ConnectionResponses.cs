using System.Security;
using System.Text.Json.Serialization;
using Rutter.Client.Resources.Connections;

namespace Rutter.Client.Connections;

/// <summary><c>{connections: []}</c>.</summary>
internal sealed record ConnectionList(List<RutterConnection>? Connections);

/// <summary><c>{connection: {}}</c>.</summary>
internal sealed record ConnectionResponse(RutterConnection? Connection);

/// <summary><c>{status: {}, connection: {}}</c>.</summary>
internal sealed record StatusResponse(StatusBody? Status, RutterConnection? Connection);

/// <summary>
/// The status of a connection. Unknown members such as <c>disabled_status</c> and <c>needs_update_status</c> are kept whole.
/// </summary>
internal sealed record StatusBody(
    bool? IsReady, bool? IsHealthy, DateTimeOffset? LastSyncCompletedAt, string? LinkUrl, string? Platform, DateTimeOffset? CreatedAt)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>The status, with the names that the list of connections uses.</summary>
    public string ToStatus() => this switch
    {
        _ when IsTrue("disabled_status", "is_disabled") => ConnectionStatus.Disabled,
        _ when IsTrue("needs_update_status", "needs_update") => ConnectionStatus.NeedsReauth,
        { IsReady: false } => ConnectionStatus.NotReady,
        { IsHealthy: false } => ConnectionStatus.Unhealthy,
        _ => ConnectionStatus.Active,
    };

    private bool IsTrue(string part, string flag) => AdditionalProperties?.TryGetValue(part, out var value) == true
        && value is IReadOnlyDictionary<string, object?> members && members.GetValueOrDefault(flag) is true;
}

/// <summary><c>{new_access_token}</c>.</summary>
internal sealed record RenewedToken(SecureString? NewAccessToken)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}
