using System.Security.Cryptography;
using System.Text.Json;

namespace Rutter.Client.Resources;

/// <summary>Tells two versions of an object apart by all of their fields, whatever JSON the API put into them.</summary>
internal static class ObjectFingerprint
{
    /// <summary>The SHA-256 hash of the object as JSON.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <param name="item">The object.</param>
    /// <param name="hash">Where it goes: 32 bytes.</param>
    public static void Compute<T>(ResourceDefinition<T> definition, T item, Span<byte> hash)
        where T : RutterObject => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(item, definition.Json), hash);
}
