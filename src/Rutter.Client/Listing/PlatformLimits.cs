using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// What some platforms cannot do. Source: "Bank Transfers", heading "List Bank Transfers", parameters <c>filter</c> and <c>sort</c>.
/// </summary>
public static class PlatformLimits
{
    // The second platform is a later version of the first.
    private static readonly HashSet<string> WithoutFilter = new(StringComparer.OrdinalIgnoreCase)
    {
        "SAGE_INTACCT", "SAGE_INTACCT_V2", "SAGE_BUSINESS_CLOUD",
    };

    /// <summary>Whether lists of the platform can be filtered and sorted.</summary>
    /// <param name="platform">For example <c>NETSUITE</c>; null when unknown.</param>
    /// <returns>False for Sage Intacct and Sage Business Cloud.</returns>
    public static bool TakesFilter(string? platform) => platform is null || !WithoutFilter.Contains(platform);

    /// <summary>Whether objects of the platform can be fetched by its own ids.</summary>
    /// <param name="platform">For example <c>NETSUITE</c>; null when unknown.</param>
    /// <returns>False for Sage Intacct and Sage Business Cloud.</returns>
    public static bool TakesPlatformIds(string? platform) => TakesFilter(platform);
}

/// <summary>
/// Remembers the platform of each access token's connection, from responses. A connection never changes its platform. Only a hash of the token is
/// kept.
/// </summary>
internal sealed class ConnectionPlatform(RutterClientOptions options)
{
    private readonly string key = Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{options.BaseAddress}\n{options.ClientId}\n{options.AccessToken?.Reveal()}")));

    /// <summary>For example <c>NETSUITE</c>; null until a response names it.</summary>
    public string? Name => options.KnownPlatforms.GetValueOrDefault(key);

    /// <summary>Records the platform that a response names.</summary>
    public void Remember(string? platform)
    {
        if (!string.IsNullOrEmpty(platform) && platform != Name)
        {
            options.KnownPlatforms[key] = platform;
        }
    }
}
