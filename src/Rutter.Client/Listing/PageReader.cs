using System.Runtime.CompilerServices;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// Walks a list by its cursor. While one page is used the next one is on its way, never more; what is on its way is cancelled when
/// the walk ends early. Source: seed "Bank Transfers", parameter <c>cursor</c>.
/// </summary>
internal sealed class PageReader<T>(Redactor redactor, PageSource<T> source, string? firstCursor, long? maximumItems)
{
    public async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var missing = maximumItems ?? long.MaxValue;
        var current = missing > 0 ? Request(firstCursor) : null;
        PageRequest<T>? next = null;
        try
        {
            while (current is not null)
            {
                // The walk waits for this page, and a cursor's list is a chain of waits: the next request leaves before this page is parsed.
                if (maximumItems is null && await current.ForeseeAsync().ConfigureAwait(false) is { } foreseen)
                {
                    next = Request(foreseen);
                }

                var page = await current.Page.ConfigureAwait(false);
                missing -= page.Items.Count;
                var cursor = missing > 0 ? page.NextCursor : null;
                if (next is not null && next.Cursor != cursor)
                {
                    await next.DisposeAsync().ConfigureAwait(false);
                    next = null;
                }

                next ??= cursor is null ? null : Request(cursor);
                await current.DisposeAsync().ConfigureAwait(false);
                (current, next) = (next, null);
                yield return page;
            }
        }
        finally
        {
            await DropAsync(current).ConfigureAwait(false);
            await DropAsync(next).ConfigureAwait(false);
        }

        PageRequest<T> Request(string? cursor) => new(redactor, source, cursor, cancellationToken);
    }

    private static ValueTask DropAsync(PageRequest<T>? request) => request?.DisposeAsync() ?? ValueTask.CompletedTask;
}
