using System.Collections.Concurrent;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// How many objects to ask for at once where the caller leaves it open. The API's own 50 makes ten times as many waits as 500. A maximum is
/// documented nowhere, so a refusal is taken as one, and remembered for all clients of an organisation. Source: seed "Bank Transfers",
/// parameter <c>limit</c>.
/// </summary>
internal sealed class PageSize
{
    private const int Large = 500;
    private const int Small = 100;

    /// <summary>What the API takes when nothing is said.</summary>
    private const int ApiDefault = 50;

    private static readonly string[] OtherParameters = ["filter", "sort", "cursor", "expand", "force_fetch", "_at", "version", "token"];
    private static readonly ConcurrentDictionary<(string Origin, string ClientId, string Path), PageSize> Known = new();

    private volatile int best = Large;

    private PageSize()
    {
    }

    public static PageSize Of(RutterClientOptions options, ResourceDefinition definition) => Known.GetOrAdd(
        (options.BaseAddress.GetLeftPart(UriPartial.Authority), options.ClientId, definition.Path), static _ => new PageSize());

    /// <summary>What to ask for; null leaves it to the API.</summary>
    /// <param name="wanted">How many objects are wanted in all, or null.</param>
    public int? For(long? wanted) => wanted < (best == 0 ? ApiDefault : best) ? (int)wanted : best == 0 ? null : best;

    /// <summary>What to try where a size was refused; null leaves it to the API.</summary>
    public static int? Below(int? refused, RutterApiException refusal) => NamesSize(refusal) && refused > Small ? Small : null;

    /// <summary>Whether a refusal may have been about the size: it says so, or names no other parameter.</summary>
    public static bool IsInDoubt(RutterApiException refusal) =>
        refusal is { StatusCode: 400, ErrorType: not "CONNECTION_ERROR" }
        && (NamesSize(refusal) || !OtherParameters.Any(name => Says(refusal, name)));

    public void Remember(int? accepted) => best = accepted ?? 0;

    private static bool NamesSize(RutterApiException refusal) => Says(refusal, "limit") || Says(refusal, "page size");

    private static bool Says(RutterApiException refusal, string word) =>
        refusal.ErrorCode?.Contains(word, StringComparison.OrdinalIgnoreCase) == true || refusal.ErrorMessage?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
