using System.Collections.Concurrent;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Fetches the pages of one list, in the caller's page size or in the largest that is known to be accepted.</summary>
internal sealed class PageFetcher<T>(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, long? maximumItems)
    where T : RutterObject
{
    private readonly PageSize sizes = PageSize.Of(sender.Options, definition);

    // The first accepted page decides about the size of the others.
    private int? limit = query.Limit;
    private volatile bool isSettled = query.Limit is not null || !definition.IsPaged;

    public async ValueTask<Page<T>> FetchAsync(PageRequest request)
    {
        if (isSettled)
        {
            return await SendAsync(request, limit, firstRefusal: null).ConfigureAwait(false);
        }

        var size = sizes.For(maximumItems);
        RutterApiException? refusal = null;
        while (true)
        {
            try
            {
                return await SendAsync(request, size, refusal).ConfigureAwait(false);
            }
            catch (RutterApiException exception) when (PageSize.IsInDoubt(size, query, exception))
            {
                refusal ??= exception;
                size = PageSize.Below(size, exception);
            }
            catch (RutterApiException) when (refusal is not null)
            {
                throw refusal;
            }
        }
    }

    private ValueTask<Page<T>> SendAsync(PageRequest request, int? size, RutterApiException? firstRefusal) => sender.SendAsync(
        (query with { Cursor = request.Cursor, Limit = size }).ToRequest(definition),
        async (head, body, token) =>
        {
            using var buffer = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
            if (!isSettled)
            {
                (limit, isSettled) = (size, true);
                if (firstRefusal is not null && maximumItems is null)
                {
                    sizes.Remember(size);
                }
            }

            // The request of the next page leaves from here, without a change of threads; then the page is parsed on another thread than its user's.
            request.Announce(Envelope.FindNextCursor(buffer.Content.Span));
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return Envelope.ReadPage(definition, buffer.Content.Span) with { SentAt = head.Date };
        },
        request.CancellationToken);
}

/// <summary>
/// The page size when the caller gives none. The API's default of 50 causes ten times as many waits as 500. No maximum is documented, so a refusal
/// is taken for one and remembered for all clients of an organisation. Source: "Bank Transfers", parameter <c>limit</c>.
/// </summary>
internal sealed class PageSize
{
    private const int Large = 500;
    private const int Small = 100;

    /// <summary>The API's default.</summary>
    private const int ApiDefault = 50;

    private static readonly string[] OtherParameters = ["filter", "sort", "cursor", "expand", "force_fetch", "_at", "version", "token"];
    private static readonly ConcurrentDictionary<(string Origin, string ClientId, string Path), PageSize> Known = new();

    private volatile int best = Large;

    private PageSize()
    {
    }

    public static PageSize Of(RutterClientOptions options, ResourceDefinition definition) => Known.GetOrAdd(
        (options.BaseAddress.GetLeftPart(UriPartial.Authority), options.ClientId, definition.Path), static _ => new PageSize());

    /// <summary>The page size to request; null for the API's default.</summary>
    /// <param name="wanted">How many objects are wanted in all, or null.</param>
    public int? For(long? wanted) => wanted < (best == 0 ? ApiDefault : best) ? (int)wanted : best == 0 ? null : best;

    /// <summary>The next page size after a refusal; null for the API's default.</summary>
    public static int? Below(int? refused, RutterApiException refusal) => NamesSize(refusal) && refused > Small ? Small : null;

    /// <summary>
    /// Whether a refusal may be about the page size: the size was above the API's default, and the refusal mentions it or nothing else can be the
    /// reason.
    /// </summary>
    public static bool IsInDoubt(int? size, ListQuery query, RutterApiException refusal) =>
        size > ApiDefault
        && refusal is { StatusCode: 400, ErrorType: not "CONNECTION_ERROR" }
        && (NamesSize(refusal) || (query is { Filter: null, Sort: null } && !OtherParameters.Any(name => Says(refusal, name))));

    public void Remember(int? accepted) => best = accepted ?? 0;

    private static bool NamesSize(RutterApiException refusal) => Says(refusal, "limit") || Says(refusal, "page size");

    private static bool Says(RutterApiException refusal, string word) =>
        refusal.ErrorCode?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        || refusal.ErrorMessage?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
