using System.Text.Json.Serialization;

namespace Rutter.Client.Resources;

/// <summary>A JSON object of the API, or one nested in another. It may have properties that this version does not know.</summary>
public abstract class RutterData
{
    /// <summary>Properties that the API sent and this version does not know, by their API names: plain values, arrays and dictionaries.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}

/// <summary>The base of all API objects, with the properties that every one has.</summary>
public abstract class RutterObject : RutterData
{
    // These three come from the envelope. The API cannot use their JSON names, so a new field of the API cannot be mistaken for them and lost.

    /// <summary>The id of the object's connection, if the response has it.</summary>
    [JsonIgnore, JsonPropertyName("(connection id)")]
    public string? ConnectionId { get; internal set; }

    /// <summary>The id of the organisation that owns that connection.</summary>
    [JsonIgnore, JsonPropertyName("(organization id)")]
    public string? OrganizationId { get; internal set; }

    /// <summary>The platform of that connection, for example <c>NETSUITE</c>. The list is open: new values appear without notice.</summary>
    [JsonIgnore, JsonPropertyName("(platform)")]
    public string? Platform { get; internal set; }
}
