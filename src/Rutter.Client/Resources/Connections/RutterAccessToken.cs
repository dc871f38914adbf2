using System.Security;
using System.Text.Json.Serialization;

namespace Rutter.Client.Resources.Connections;

/// <summary>An access token that Rutter has just handed out. Source: the public pages "Tokens" and "Connections" of 2024-08-31.</summary>
public sealed class RutterAccessToken
{
    /// <summary>The connection, where the response names it.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The token. It shows nothing.</summary>
    public SecureString? AccessToken { get; set; }

    /// <summary>Whether the connection's first download is complete; null where the response does not tell.</summary>
    public bool? IsReady { get; set; }

    /// <summary>The platform, where the response names it.</summary>
    public string? Platform { get; set; }

    /// <summary>The connection's name, or null.</summary>
    public string? Name { get; set; }

    /// <summary>The name that makes the company's account unique on its platform, where there is one.</summary>
    public string? StoreUniqueName { get; set; }

    /// <summary>
    /// Properties that the API sent and this version does not know, by their API names. What is called a token or a secret shows nothing.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}
