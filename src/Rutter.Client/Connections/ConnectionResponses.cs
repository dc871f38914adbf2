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

internal sealed record StatusBody(
    bool? IsReady,
    bool? IsHealthy,
    DateTimeOffset? LastSyncCompletedAt,
    string? LinkUrl,
    string? Platform,
    DateTimeOffset? CreatedAt,
    NeedsUpdateBody? NeedsUpdateStatus,
    DisabledBody? DisabledStatus)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>The status in the words of the list.</summary>
    public string ToStatus() => this switch
    {
        { DisabledStatus.IsDisabled: true } => ConnectionStatus.Disabled,
        { NeedsUpdateStatus.NeedsUpdate: true } => ConnectionStatus.NeedsReauth,
        { IsReady: false } => ConnectionStatus.NotReady,
        { IsHealthy: false } => ConnectionStatus.Unhealthy,
        _ => ConnectionStatus.Active,
    };
}

internal sealed record NeedsUpdateBody(bool? NeedsUpdate);

internal sealed record DisabledBody(bool? IsDisabled);

/// <summary><c>{success}</c>.</summary>
internal sealed record DeletionResponse(bool? Success);

/// <summary><c>{new_access_token}</c>.</summary>
internal sealed record RenewedToken(SecureString? NewAccessToken)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}
