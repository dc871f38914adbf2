using System.Security.Cryptography;
using System.Text;

namespace Rutter.Client.Listing.Parallel;

/// <summary>Remembers ids in 16 bytes each: a UUID as it is, any other text by its hash.</summary>
internal sealed class SeenIds
{
    private readonly HashSet<Guid> ids = [];

    /// <summary>False when the id was added before.</summary>
    public bool Add(string id) => ids.Add(Guid.TryParseExact(id, "D", out var uuid) && !id.AsSpan().ContainsAnyInRange('A', 'F') ? uuid : Hash(id));

    // Cut to 128 bits, an equal hash of two ids is less likely than a disk that reads a wrong bit in each of them.
    private static Guid Hash(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return new Guid(hash[..16]);
    }
}
