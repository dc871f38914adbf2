using System.Text.Json.Serialization;

namespace Rutter.Client.Resources;

/// <summary>A JSON object of the API, whole or nested in another: it may have more properties than this version knows.</summary>
public abstract class RutterData
{
    /// <summary>Properties that the API sent and this version does not know, by their API names: plain values, arrays and dictionaries.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}

/// <summary>What every object of the API has besides its own fields.</summary>
public abstract class RutterObject : RutterData
{
    // These three come from the envelope. Their JSON names are impossible ones, so that a field that the API adds under a natural name
    // is not mistaken for them and lost.

    /// <summary>The connection that the object came from, where the response named it.</summary>
    [JsonIgnore, JsonPropertyName("(connection id)")]
    public string? ConnectionId { get; internal set; }

    /// <summary>The organisation that owns that connection, by the id that the response gave it.</summary>
    [JsonIgnore, JsonPropertyName("(organization id)")]
    public string? OrganizationId { get; internal set; }

    /// <summary>The platform behind that connection, for example <c>NETSUITE</c>. The list is open: new values appear without notice.</summary>
    [JsonIgnore, JsonPropertyName("(platform)")]
    public string? Platform { get; internal set; }
}
