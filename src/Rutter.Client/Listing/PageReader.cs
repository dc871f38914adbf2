using System.Runtime.CompilerServices;
using Rutter.Client.Errors;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// Walks a list by its cursor. While one page is used the next one is on its way, never more; what is on its way is cancelled when
/// the walk ends early. Source: seed "Bank Transfers", parameter <c>cursor</c>.
/// </summary>
internal sealed class PageReader<T>(RutterClient client, Func<string?, RutterRequest> ask, ReplyReader<Page<T>> read, string? firstCursor, long? maximumItems)
{
    public async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var missing = maximumItems ?? long.MaxValue;
        var next = missing > 0 ? RequestAsync(firstCursor, stop.Token) : null;
        try
        {
            while (next is not null)
            {
                var page = await next.ConfigureAwait(false);
                missing -= page.Items.Count;
                next = page.NextCursor is not null && missing > 0 ? RequestAsync(page.NextCursor, stop.Token) : null;
                yield return page;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (next is not null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<Page<T>> RequestAsync(string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            var page = await client.SendAsync(ask(cursor), read, cancellationToken).ConfigureAwait(false);
            return cursor is null || page.NextCursor != cursor
                ? page
                : throw new RutterApiException(TransportErrors.UnreadableReply, "The server answered with the cursor that it was given: the list would never end.");
        }
        catch (RutterApiException exception)
        {
            exception.Cursor = client.Redact(cursor);
            throw;
        }
    }
}
