using System.Security.Cryptography;
using System.Text.Json;

namespace Rutter.Client.Resources;

/// <summary>Distinguishes two versions of an object by all their fields, known or not.</summary>
internal static class ObjectFingerprint
{
    /// <summary>The SHA-256 hash of the object as JSON.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <param name="item">The object.</param>
    /// <param name="hash">Receives the hash: 32 bytes.</param>
    public static void Compute<T>(ResourceDefinition<T> definition, T item, Span<byte> hash)
        where T : RutterObject => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(item, definition.Json), hash);
}
