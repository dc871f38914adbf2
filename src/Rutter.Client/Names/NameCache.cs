using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Names;

/// <summary>The names of one kind of object of one connection, as far as they were read.</summary>
internal sealed class KnownNames(long readAt)
{
    /// <summary>By id; null for an id that is gone or not allowed.</summary>
    public ConcurrentDictionary<string, NamedObject?> ById { get; } = new(StringComparer.Ordinal);

    /// <summary>What the list gave, in its order.</summary>
    public ConcurrentQueue<NamedObject> Listed { get; } = new();

    /// <summary>One reader at a time; what one reads, the next finds.</summary>
    public SemaphoreSlim Reader { get; } = new(1, 1);

    /// <summary>When reading began, in the ticks of the clock.</summary>
    public long ReadAt => readAt;

    /// <summary>Where the list goes on; null before its first page.</summary>
    public string? Cursor { get; set; }

    /// <summary>Whether the list was read to its end.</summary>
    public bool IsComplete { get; set; }

    public int PagesRead { get; set; }

    /// <summary>The ids that were asked for: fetching each would cost that many requests.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);
}

/// <summary>What is known of names, for each connection apart, for five minutes.</summary>
internal static class NameCache
{
    private const int MostKinds = 512;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<(string Connection, string Kind), KnownNames> Known = new();

    /// <summary>What names belong to: a server, an organisation and a connection. No secret can be read from it.</summary>
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
