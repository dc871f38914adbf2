using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.Attachments;

/// <summary>A file that is attached to an object. Source: the description, schema <c>Attachment</c>.</summary>
public sealed class Attachment : RutterObject
{
    /// <summary>The definition of attachments. Their paths are below those of the objects that they are attached to.</summary>
    internal static ResourceDefinition<Attachment> Definition { get; } = new(
        "attachment",
        "accounting/attachments",
        "attachments",
        "attachment",
        static () => AttachmentJson.Default.Attachment,
        []);

    /// <summary>The id that Rutter generated.</summary>
    public string? Id { get; set; }

    /// <summary>The platform's own id.</summary>
    public string? PlatformId { get; set; }

    /// <summary>The name of the file on the platform. It may hold any character.</summary>
    public string? FileName { get; set; }

    /// <summary>The API's name for the kind of object that it is attached to.</summary>
    public string? AttachedToType { get; set; }

    /// <summary>The id of that object, according to the API.</summary>
    public string? AttachedToId { get; set; }

    /// <summary>The file's address according to the API. The client builds the address from the ids instead.</summary>
    public string? FileUrl { get; set; }

    /// <summary>When it was attached; null on some platforms.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>The kind of object whose attachments were requested, as the noun of its cmdlets: <c>Bill</c>.</summary>
    [JsonIgnore, JsonPropertyName("(resource)")]
    public string? Resource { get; internal set; }

    /// <summary>The id of the object whose attachments were requested; null if only the attachment's own id was given.</summary>
    [JsonIgnore, JsonPropertyName("(owner id)")]
    public string? OwnerId { get; internal set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(List<Attachment>))]
internal sealed partial class AttachmentJson : JsonSerializerContext;
