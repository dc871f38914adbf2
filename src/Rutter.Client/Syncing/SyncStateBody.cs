using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Syncing;

/// <summary>A state as its file holds it.</summary>
internal sealed class SyncStateBody
{
    public const string KnownFormat = "rutter-sync-state";
    public const int KnownVersion = 1;

    public string? Format { get; set; }

    public int Version { get; set; }

    public string? Resource { get; set; }

    public string? ConnectionId { get; set; }

    public DateTimeOffset? LastSyncedAt { get; set; }

    public DateTimeOffset? DeletionsSyncedAt { get; set; }

    public Dictionary<string, string>? Objects { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(InstantConverter), typeof(NullableInstantConverter)])]
[JsonSerializable(typeof(SyncStateBody))]
internal sealed partial class SyncStateJson : JsonSerializerContext;
