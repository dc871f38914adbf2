using System.Globalization;
using System.Security.Cryptography;
using Rutter.Client.Resources;

namespace Rutter.Client.Syncing;

/// <summary>Which version of an object was emitted: when Rutter read it, and a fingerprint of all its fields; none for a deletion.</summary>
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
