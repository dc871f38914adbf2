namespace Rutter.Client.Listing;

/// <summary>What some platforms cannot do. Source: seed "Bank Transfers", heading "List Bank Transfers", parameters <c>filter</c> and <c>sort</c>.</summary>
public static class PlatformLimits
{
    // The second name is a later version of the first.
    private static readonly HashSet<string> WithoutFilter = new(StringComparer.OrdinalIgnoreCase) { "SAGE_INTACCT", "SAGE_INTACCT_V2", "SAGE_BUSINESS_CLOUD" };

    /// <summary>Whether lists of the platform can be filtered and sorted.</summary>
    /// <param name="platform">For example <c>NETSUITE</c>; null when unknown.</param>
    /// <returns>False for Sage Intacct and Sage Business Cloud.</returns>
    public static bool TakesFilter(string? platform) => platform is null || !WithoutFilter.Contains(platform);
}
