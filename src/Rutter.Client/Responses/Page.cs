using System.Text.Json.Serialization;

namespace Rutter.Client.Responses;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Items">The objects, in the order of the API.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
/// <param name="Connection">The connection of the page, if the response names it.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, ConnectionReference? Connection)
{
    /// <summary>When the server sent it, by the server's clock; null if it did not say.</summary>
    internal DateTimeOffset? SentAt { get; init; }
}

/// <summary>The connection that a response names. Source: "Bank Transfers", the response examples.</summary>
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
