using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Fetches the pages of one list, in the size that the caller or, where that is left open, experience says.</summary>
internal sealed class ListPages<T>(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, long? maximumItems)
    where T : RutterObject
{
    private readonly PageSize sizes = PageSize.Of(sender.Options, definition);

    // What the first page was got with; it holds for the others, too.
    private int? limit = query.Limit;
    private volatile bool isSettled = query.Limit is not null;

    /// <summary>Fetches the page at a cursor.</summary>
    public async ValueTask<Page<T>> FetchAsync(string? cursor, Action<string>? foresee, CancellationToken cancellationToken)
    {
        if (isSettled)
        {
            return await SendAsync(cursor, limit, foresee, cancellationToken).ConfigureAwait(false);
        }

        var first = sizes.For(maximumItems);
        var size = first;
        RutterApiException? refusal = null;
        while (true)
        {
            try
            {
                var page = await SendAsync(cursor, size, foresee is null ? null : Foresee, cancellationToken).ConfigureAwait(false);
                Settle();
                return page;
            }
            catch (RutterApiException exception) when (size is not null && PageSize.IsInDoubt(exception))
            {
                refusal ??= exception;
                size = PageSize.Below(size, exception);
            }
            catch (RutterApiException) when (refusal is not null)
            {
                throw refusal;
            }
        }

        void Foresee(string next)
        {
            Settle();
            foresee!(next);
        }

        void Settle()
        {
            (limit, isSettled) = (size, true);
            if (refusal is not null && first == sizes.For(null))
            {
                sizes.Remember(size);
            }
        }
    }

    private ValueTask<Page<T>> SendAsync(string? cursor, int? size, Action<string>? foresee, CancellationToken cancellationToken) => sender.SendAsync(
        (query with { Cursor = cursor, Limit = size }).ToRequest(definition),
        (_, body, token) => Envelope.ReadPageAsync(definition, body, foresee, token),
        cancellationToken);
}
