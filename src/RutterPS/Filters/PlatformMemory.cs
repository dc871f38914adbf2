using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Rutter.Client;

namespace RutterPS.Filters;

/// <summary>
/// Which platform stands behind which connection, as responses told. A connection never changes its platform; an access token is kept as a
/// hash only.
/// </summary>
internal static class PlatformMemory
{
    private static readonly ConcurrentDictionary<string, string> Platforms = new(StringComparer.Ordinal);

    /// <summary>The platform of the client's connection, or null where no response named it yet.</summary>
    public static string? Find(RutterClient client) => Platforms.GetValueOrDefault(Key(client));

    /// <summary>Keeps what a response said.</summary>
    public static void Remember(RutterClient client, string? platform)
    {
        if (!string.IsNullOrEmpty(platform))
        {
            Platforms[Key(client)] = platform;
        }
    }

    private static string Key(RutterClient client) => Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{client.Options.BaseAddress}\n{client.Options.ClientId}\n{client.Options.AccessToken?.Reveal()}")));
}
