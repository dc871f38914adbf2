using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.Attachments;

/// <summary>A file that is attached to an object. Source: the description, schema <c>Attachment</c>.</summary>
public sealed class Attachment : RutterObject
{
    /// <summary>How attachments travel; their paths are those of the objects that they are attached to.</summary>
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

    /// <summary>The name of the file, as the platform has it: it may hold anything.</summary>
    public string? FileName { get; set; }

    /// <summary>What the object is called that it is attached to, by the API.</summary>
    public string? AttachedToType { get; set; }

    /// <summary>The id of that object, by the API.</summary>
    public string? AttachedToId { get; set; }

    /// <summary>Where the API says that the file is. The client builds the address from the ids instead.</summary>
    public string? FileUrl { get; set; }

    /// <summary>When it was attached; some platforms do not say.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>The kind of object that it was asked for, by the noun of its cmdlets: <c>Bill</c>.</summary>
    [JsonIgnore, JsonPropertyName("(resource)")]
    public string? Resource { get; internal set; }

    /// <summary>The id of the object that it was asked for; null where only the attachment's own id was given.</summary>
    [JsonIgnore, JsonPropertyName("(owner id)")]
    public string? OwnerId { get; internal set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(List<Attachment>))]
internal sealed partial class AttachmentJson : JsonSerializerContext;
