using System.Collections.Concurrent;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Fetches the pages of one list, in the size that the caller or, where that is left open, experience says.</summary>
internal sealed class PageFetcher<T>(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, long? maximumItems)
    where T : RutterObject
{
    private readonly PageSize sizes = PageSize.Of(sender.Options, definition);

    // The first page that is accepted decides; the others are asked for in the same size.
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

            request.Announce(Envelope.FindNextCursor(buffer.Content.Span));
            return Envelope.ReadPage(definition, buffer.Content.Span) with { SentAt = head.Date };
        },
        request.CancellationToken);
}

/// <summary>
/// How many objects to ask for at once where the caller leaves it open. The API's own 50 makes ten times as many waits as 500. A maximum is
/// documented nowhere, so a refusal is taken as one, and remembered for all clients of an organisation. Source: "Bank Transfers",
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

    /// <summary>
    /// Whether a refusal may have been about the size: it was larger than what the API takes by itself, and the refusal says so, or nothing else
    /// can have been refused.
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
