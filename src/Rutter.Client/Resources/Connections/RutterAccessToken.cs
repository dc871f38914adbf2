using System.Security;
using System.Text.Json.Serialization;

namespace Rutter.Client.Resources.Connections;

/// <summary>A new access token. Source: "Tokens" and "Connections".</summary>
public sealed class RutterAccessToken
{
    /// <summary>The connection's id, if the response has it.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The token, which is not readable.</summary>
    public SecureString? AccessToken { get; set; }

    /// <summary>Whether the connection's first download is complete; null if the response does not say.</summary>
    public bool? IsReady { get; set; }

    /// <summary>The platform, if the response names it.</summary>
    public string? Platform { get; set; }

    /// <summary>The connection's name, or null.</summary>
    public string? Name { get; set; }

    /// <summary>The unique name of the company's account on its platform, or null.</summary>
    public string? StoreUniqueName { get; set; }

    /// <summary>
    /// Properties that the API sent and this version does not know, by their API names. Those named a token or a secret are not readable.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}
