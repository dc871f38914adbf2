using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Rutter.Client;

namespace RutterPS.Filters;

/// <summary>
/// Which platform stands behind which connection, as replies told. A connection never changes its platform; an access token is kept as a
/// hash only.
/// </summary>
internal static class PlatformMemory
{
    // Source: seed "Bank Transfers", heading "List Bank Transfers", parameters filter and sort. The second name is a later version of the first.
    private static readonly string[] WithoutFilters = ["SAGE_INTACCT", "SAGE_INTACCT_V2", "SAGE_BUSINESS_CLOUD"];

    private static readonly ConcurrentDictionary<string, string> Platforms = new(StringComparer.Ordinal);

    /// <summary>The platform of the client's connection, or null where no reply named it yet.</summary>
    public static string? Find(RutterClient client) => Platforms.GetValueOrDefault(Key(client));

    /// <summary>Keeps what a reply said.</summary>
    public static void Remember(RutterClient client, string? platform)
    {
        if (!string.IsNullOrEmpty(platform))
        {
            Platforms[Key(client)] = platform;
        }
    }

    /// <summary>Whether a platform takes neither filter nor sort.</summary>
    public static bool IsWithoutFilters(string? platform) => platform is not null && WithoutFilters.Contains(platform, StringComparer.OrdinalIgnoreCase);

    private static string Key(RutterClient client) => Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{client.Options.BaseAddress}\n{client.Options.ClientId}\n{client.Options.AccessToken?.Reveal()}")));
}
