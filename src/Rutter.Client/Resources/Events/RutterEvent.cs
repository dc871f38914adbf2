using System.Text.Json.Serialization;

namespace Rutter.Client.Resources.Events;

/// <summary>
/// Something that happened to an object in Rutter's copy; today only that it was deleted on its platform.
/// Source: the public page "Events" of 2024-08-31.
/// </summary>
public sealed class RutterEvent : RutterObject
{
    /// <summary>Where events live and what they have. No field of theirs can be filtered by: ask with an event query.</summary>
    public static ResourceDefinition<RutterEvent> Definition { get; } = new(
        "event",
        "events",
        "events",
        "event",
        static () => EventJson.Default.RutterEvent,
        [
            new("id", FieldType.Identifier),
            new("data", FieldType.Structure),
            new("resource", FieldType.Identifier),
            new("type", FieldType.Identifier),
            new("last_synced_at", FieldType.Timestamp),
        ]);

    /// <summary>The id of the event.</summary>
    public string Id { get; set; } = "";

    /// <summary>What the API says about the event, as plain values: a dictionary for a JSON object.</summary>
    public object? Data { get; set; }

    /// <summary>The kind of object, for example <c>BANK_TRANSFER</c>. The list is open.</summary>
    public string? Resource { get; set; }

    /// <summary>What happened: <c>object_deleted</c>. The list is open.</summary>
    public string? Type { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>
    /// The Rutter id of the object: the <c>id</c> in <see cref="Data"/>, and where there is none the event's own. The API's page does not say
    /// which of the two it is.
    /// </summary>
    [JsonIgnore]
    public string ObjectId =>
        Data is IReadOnlyDictionary<string, object?> data && data.GetValueOrDefault("id") is string { Length: > 0 } id ? id : Id;
}
