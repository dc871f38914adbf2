using System.Security;
using System.Text.Json.Serialization;
using Rutter.Client.Text;

namespace Rutter.Client.Resources.Connections;

/// <summary>
/// The shared books of one company on one platform, with the access token for them. The call that returns it decides which properties have values.
/// Source: "Connections".
/// </summary>
public sealed class RutterConnection
{
    /// <summary>The id that Rutter generated.</summary>
    public string Id { get; set; } = "";

    /// <summary>The organisation's name for it, or null. Unique, at most 30 characters.</summary>
    public string? Name { get; set; }

    /// <summary>The platform, for example <c>NETSUITE</c>. The list is open.</summary>
    public string? Platform { get; set; }

    /// <summary><c>active</c>, <c>not_ready</c>, <c>unhealthy</c>, <c>needs_reauth</c> or <c>disabled</c>. The list is open.</summary>
    public string? Status { get; set; }

    /// <summary>Whether the first download is complete; null if the response does not say.</summary>
    public bool? IsReady { get; set; }

    /// <summary>The access token of the connection, which is not readable.</summary>
    public SecureString? AccessToken { get; set; }

    /// <summary>The link where a person signs in to the platform, for the first time or again.</summary>
    public string? LinkUrl { get; set; }

    /// <summary>When the connection was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the connection last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When the latest sync ended; null before the first one, or if the response does not say.</summary>
    public DateTimeOffset? LastSyncCompletedAt { get; set; }

    /// <summary>When Rutter expects the first download to be complete, or null.</summary>
    public DateTimeOffset? EstimatedCompletedAt { get; set; }

    /// <summary>Properties that the API sent and this version does not know, by their API names.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>The name, platform and id.</summary>
    /// <returns>For example <c>Acme (QUICKBOOKS, 3adc1519-0d6e-4222-83de-25b457cf42be)</c>.</returns>
    public override string ToString() =>
        DisplayText.Clean($"{(string.IsNullOrEmpty(Name) ? "Connection" : Name)} ({(Platform is null ? "" : Platform + ", ")}{Id})");
}
