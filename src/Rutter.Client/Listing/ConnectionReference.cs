using System.Text.Json.Serialization;

namespace Rutter.Client.Listing;

/// <summary>The connection that a response's data came from. Source: seed "Bank Transfers", the response examples.</summary>
public sealed class ConnectionReference
{
    /// <summary>The connection's id.</summary>
    public string? Id { get; set; }

    /// <summary>The id of the organisation that owns it.</summary>
    [JsonPropertyName("orgId")]
    public string? OrganizationId { get; set; }

    /// <summary>For example <c>NETSUITE</c>; the list is open.</summary>
    public string? Platform { get; set; }
}
