using System.Collections.Concurrent;

namespace Rutter.Emulator.State;

/// <summary>Files with links that need no credentials: anyone with the link may read the file. Kept until a reset.</summary>
internal sealed class FileLinks
{
    private readonly ConcurrentDictionary<string, Func<byte[]>> files = new();

    /// <summary>Makes a link.</summary>
    /// <param name="name">A name that cannot be guessed.</param>
    /// <param name="make">Makes the file on request.</param>
    public void Add(string name, Func<byte[]> make) => files[name] = make;

    /// <summary>The file, or null.</summary>
    public byte[]? Find(string name) => files.TryGetValue(name, out var make) ? make() : null;
}
