using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Names;

/// <summary>The known names of one kind of object in one connection.</summary>
internal sealed class KnownNames(long readAt)
{
    /// <summary>The objects by id; null for an id that does not exist or is not allowed.</summary>
    public ConcurrentDictionary<string, NamedObject?> ById { get; } = new(StringComparer.Ordinal);

    /// <summary>The listed objects, in the order of the list.</summary>
    public ConcurrentQueue<NamedObject> Listed { get; } = new();

    /// <summary>Allows one reader at a time, so that the next one finds its results.</summary>
    public SemaphoreSlim Reader { get; } = new(1, 1);

    /// <summary>When reading started, as a timestamp of the clock.</summary>
    public long ReadAt => readAt;

    /// <summary>The cursor of the next page; null before the first page.</summary>
    public string? Cursor { get; set; }

    /// <summary>Whether the list was read to its end.</summary>
    public bool IsComplete { get; set; }

    public int PagesRead { get; set; }

    /// <summary>The requested ids; fetching them one by one would cost this many requests.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);
}

/// <summary>Keeps names for five minutes, separately for each connection.</summary>
internal static class NameCache
{
    private const int MostKinds = 512;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<(string Connection, string Kind), KnownNames> Known = new();

    /// <summary>Identifies a server, organisation and connection. No secret can be read from it.</summary>
    public static string ConnectionOf(RutterClientOptions options) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.BaseAddress}\n{options.ClientId}\n{options.AccessToken?.Reveal()}")));

    public static KnownNames Of(string connection, string kind, TimeProvider time)
    {
        var key = (connection, kind);
        var found = Known.GetOrAdd(key, static (_, time) => new(time.GetTimestamp()), time);
        if (time.GetElapsedTime(found.ReadAt) <= Lifetime)
        {
            return found;
        }

        var fresh = new KnownNames(time.GetTimestamp());
        if (Known.Count > MostKinds)
        {
            Known.Clear();
        }

        return Known[key] = fresh;
    }
}
