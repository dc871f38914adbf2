using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Responses;

namespace Rutter.Client.Syncing;

/// <summary>The progress of following one kind of object in one connection: until when, and which version of each object was emitted.</summary>
public sealed class SyncState
{
    private readonly Dictionary<string, SyncedVersion> objects;

    private SyncState(string resource, SyncStateBody? body, Dictionary<string, SyncedVersion> objects)
    {
        Resource = resource;
        ConnectionId = body?.ConnectionId;
        LastSyncedAt = body?.LastSyncedAt;
        DeletionsSyncedAt = body?.DeletionsSyncedAt;
        this.objects = objects;
    }

    /// <summary>The list key of the kind of object, for example <c>bank_transfers</c>.</summary>
    public string Resource { get; }

    /// <summary>The connection; null before the first run.</summary>
    public string? ConnectionId { get; private set; }

    /// <summary>The latest <c>last_synced_at</c> that was read; null before the first run.</summary>
    public DateTimeOffset? LastSyncedAt { get; private set; }

    /// <summary>The latest <c>last_synced_at</c> of a deletion that was read; null if deletions were never requested.</summary>
    public DateTimeOffset? DeletionsSyncedAt { get; private set; }

    /// <summary>The state before the first run.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <returns>An empty state.</returns>
    public static SyncState StartOf(ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(definition.ListKey, body: null, []);
    }

    /// <summary>Reads a state.</summary>
    /// <param name="definition">The expected kind of object.</param>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <returns>The state.</returns>
    /// <exception cref="SyncStateException">The text is not a state, or is for another kind of object or from a later version.</exception>
    public static SyncState Read(ResourceDefinition definition, Stream json)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(json);
        var body = Parse(json);
        if (body.Version != SyncStateBody.KnownVersion)
        {
            throw new SyncStateException($"It is of version {body.Version}; this version of the module reads version {SyncStateBody.KnownVersion}.");
        }

        if (body.Resource != definition.ListKey)
        {
            throw new SyncStateException($"It follows '{body.Resource}', not '{definition.ListKey}'.");
        }

        var objects = new Dictionary<string, SyncedVersion>(body.Objects!.Count);
        foreach (var (id, text) in body.Objects)
        {
            objects.Add(
                id,
                SyncedVersion.TryParse(text, out var version)
                    ? version
                    : throw new SyncStateException($"Its entry of the object '{id}' is damaged."));
        }

        return new(definition.ListKey, body, objects);
    }

    /// <summary>Writes the state as JSON.</summary>
    /// <param name="json">The writer.</param>
    public void Write(Stream json) => JsonSerializer.Serialize(
        json,
        new SyncStateBody
        {
            Format = SyncStateBody.KnownFormat,
            Version = SyncStateBody.KnownVersion,
            Resource = Resource,
            ConnectionId = ConnectionId,
            LastSyncedAt = LastSyncedAt,
            DeletionsSyncedAt = DeletionsSyncedAt,
            Objects = objects.ToDictionary(item => item.Key, item => item.Value.ToString()),
        },
        SyncStateJson.Default.SyncStateBody);

    /// <summary>Checks that the state belongs to the connection of a response.</summary>
    /// <exception cref="SyncStateException">It belongs to another one.</exception>
    internal void Claim(ConnectionReference? connection)
    {
        if (ConnectionId is not null && ConnectionId != connection?.Id)
        {
            throw new SyncStateException($"It is of the connection '{ConnectionId}'; the access token is of '{connection?.Id}'.");
        }

        ConnectionId = connection?.Id;
    }

    /// <summary>Records a listed object. Null if this version, or a later deletion, was emitted before.</summary>
    internal RutterChange? Take<T>(ResourceDefinition<T> definition, T item)
        where T : RutterObject, ISyncedObject
    {
        var version = SyncedVersion.Of(definition, item);
        var isKnown = objects.TryGetValue(item.Id, out var known);
        if (isKnown && (known == version || (known.IsDeletion && known.SyncedAt >= version.SyncedAt)))
        {
            return null;
        }

        objects[item.Id] = version;
        return new RutterChange(isKnown && !known.IsDeletion ? ChangeType.Updated : ChangeType.Created, item.Id, item.LastSyncedAt)
        {
            Object = item,
            ConnectionId = item.ConnectionId,
            Platform = item.Platform,
        };
    }

    /// <summary>Whether the object was emitted and is not deleted.</summary>
    internal bool Has(string id) => objects.TryGetValue(id, out var known) && !known.IsDeletion;

    /// <summary>Records a deletion. Null if it, or a later version of the object, was emitted before.</summary>
    internal RutterChange? TakeDeletion(string id, DateTimeOffset? noticedAt, ConnectionReference? connection)
    {
        var deletion = SyncedVersion.Deletion(noticedAt);
        if (objects.TryGetValue(id, out var known) && (known.IsDeletion ? known.SyncedAt >= deletion.SyncedAt : known.SyncedAt > deletion.SyncedAt))
        {
            return null;
        }

        objects[id] = deletion;
        return new RutterChange(ChangeType.Deleted, id, noticedAt) { ConnectionId = connection?.Id, Platform = connection?.Platform };
    }

    /// <summary>Records that all changes up to this instant were read.</summary>
    internal void Advance(DateTimeOffset? lastSyncedAt) => LastSyncedAt = Later(LastSyncedAt, lastSyncedAt);

    /// <summary>Records that all deletions up to this instant were read.</summary>
    internal void AdvanceDeletions(DateTimeOffset? lastSyncedAt) => DeletionsSyncedAt = Later(DeletionsSyncedAt, lastSyncedAt);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static SyncStateBody Parse(Stream json)
    {
        try
        {
            var body = JsonSerializer.Deserialize(json, SyncStateJson.Default.SyncStateBody);
            return body is { Format: SyncStateBody.KnownFormat, Objects: not null }
                ? body
                : throw new SyncStateException("It is not a state of a sync.");
        }
        catch (JsonException exception)
        {
            throw new SyncStateException("It is not a state of a sync, or it is damaged.", exception);
        }
    }
}

/// <summary>The JSON form of a state.</summary>
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

/// <summary>The emitted version of an object: when Rutter read it, and a fingerprint of all its fields (none for a deletion).</summary>
internal readonly record struct SyncedVersion(long SyncedAt, ulong? Fingerprint)
{
    private const string NoFingerprint = "deleted";

    public bool IsDeletion => Fingerprint is null;

    public static SyncedVersion Deletion(DateTimeOffset? noticedAt) => new(Milliseconds(noticedAt), null);

    public static SyncedVersion Of<T>(ResourceDefinition<T> definition, T item)
        where T : RutterObject, ISyncedObject
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ObjectFingerprint.Compute(definition, item, hash);
        return new(Milliseconds(item.LastSyncedAt), BitConverter.ToUInt64(hash));
    }

    public static bool TryParse(string? text, out SyncedVersion version)
    {
        version = default;
        ulong hash = 0;
        if (text?.Split(' ') is not [var time, var fingerprint]
            || !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var syncedAt)
            || (fingerprint != NoFingerprint && !ulong.TryParse(fingerprint, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash)))
        {
            return false;
        }

        version = new(syncedAt, fingerprint == NoFingerprint ? null : hash);
        return true;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{SyncedAt} {Fingerprint?.ToString("x16", CultureInfo.InvariantCulture) ?? NoFingerprint}");

    private static long Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds() ?? 0;
}
