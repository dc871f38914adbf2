using System.Security;
using System.Text.Json.Serialization;
using Rutter.Client.Text;

namespace Rutter.Client.Resources.Connections;

/// <summary>
/// The books of one company, as its owner has shared them: a platform, and the token that opens them. Which properties are filled depends on
/// the call that it comes from. Source: the public page "Connections" of 2024-08-31.
/// </summary>
public sealed class RutterConnection
{
    /// <summary>The id that Rutter generated.</summary>
    public string Id { get; set; } = "";

    /// <summary>The name that the organisation gave it, or null. Unique, at most 30 characters.</summary>
    public string? Name { get; set; }

    /// <summary>The platform, for example <c>NETSUITE</c>. The list is open.</summary>
    public string? Platform { get; set; }

    /// <summary><c>active</c>, <c>not_ready</c>, <c>unhealthy</c>, <c>needs_reauth</c> or <c>disabled</c>. The list is open.</summary>
    public string? Status { get; set; }

    /// <summary>Whether the first download is complete; null where the response does not tell.</summary>
    public bool? IsReady { get; set; }

    /// <summary>The token that opens the connection's data. It shows nothing.</summary>
    public SecureString? AccessToken { get; set; }

    /// <summary>Where a person signs in to the platform, the first time and again.</summary>
    public string? LinkUrl { get; set; }

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the connection last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When the latest sync ended; null before the first has, and where the response does not tell.</summary>
    public DateTimeOffset? LastSyncCompletedAt { get; set; }

    /// <summary>When Rutter expects the first download to be complete, where it says so.</summary>
    public DateTimeOffset? EstimatedCompletedAt { get; set; }

    /// <summary>Properties that the API sent and this version does not know, by their API names.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>The name, platform and id.</summary>
    /// <returns>For example <c>Acme (QUICKBOOKS, 3adc1519-0d6e-4222-83de-25b457cf42be)</c>.</returns>
    public override string ToString() =>
        DisplayText.Clean($"{(string.IsNullOrEmpty(Name) ? "Connection" : Name)} ({(Platform is null ? "" : Platform + ", ")}{Id})");
}
