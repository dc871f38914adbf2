using System.Collections.Concurrent;

namespace Rutter.Emulator.State;

/// <summary>Files behind links that need no credentials, as platforms hand them out: whoever knows the link may read. Kept until a reset.</summary>
internal sealed class FileLinks
{
    private readonly ConcurrentDictionary<string, Func<byte[]>> files = new();

    /// <summary>Makes a link.</summary>
    /// <param name="name">A name that nobody guesses.</param>
    /// <param name="make">Makes the file when it is asked for.</param>
    public void Add(string name, Func<byte[]> make) => files[name] = make;

    /// <summary>The file, or null.</summary>
    public byte[]? Find(string name) => files.TryGetValue(name, out var make) ? make() : null;
}
