using System.Text.Json.Serialization;

namespace Rutter.Client.Resources.Events;

/// <summary>
/// An event of an object in Rutter's copy. The only documented one is its deletion on the platform. Source: "Events".
/// </summary>
public sealed class RutterEvent : RutterObject
{
    /// <summary>The definition of events. They have no filterable fields; use an event query instead.</summary>
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

    /// <summary>The event's data as plain values; a JSON object becomes a dictionary.</summary>
    public object? Data { get; set; }

    /// <summary>The kind of object, for example <c>BANK_TRANSFER</c>. The list is open.</summary>
    public string? Resource { get; set; }

    /// <summary>The type of event: <c>object_deleted</c>. The list is open.</summary>
    public string? Type { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>
    /// The Rutter id of the object: the <c>id</c> in <see cref="Data"/>, else the event's own id. The documentation does not say which.
    /// </summary>
    [JsonIgnore]
    public string ObjectId =>
        Data is IReadOnlyDictionary<string, object?> data && data.GetValueOrDefault("id") is string { Length: > 0 } id ? id : Id;
}
