using System.Runtime.CompilerServices;
using Rutter.Client.Errors;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// Reads a list by its cursor. While one page is used, one more is requested, never more. That request is cancelled when the reading ends early.
/// Source: "Bank Transfers", parameter <c>cursor</c>.
/// </summary>
internal sealed class PageReader<T>(Redactor redactor, Func<PageRequest, ValueTask<Page<T>>> fetch, string? firstCursor, long? maximumItems)
{
    public async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var trail = new CursorTrail();
        trail.Add(firstCursor);
        var missing = maximumItems ?? long.MaxValue;
        var current = missing > 0 ? Request(firstCursor) : null;
        PendingPage? next = null;
        try
        {
            while (current is not null)
            {
                // Each page needs the cursor of the one before, so the next request is sent before this page is parsed.
                if (maximumItems is null && await current.AnnouncedAsync().ConfigureAwait(false) is { } announced)
                {
                    next = Request(announced);
                }

                var page = await current.Page.ConfigureAwait(false);
                missing -= page.Items.Count;
                var cursor = missing > 0 ? page.NextCursor : null;
                Follow(trail, cursor, current.Cursor);
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

        PendingPage Request(string? cursor) => new(redactor, fetch, cursor, cancellationToken);
    }

    private static ValueTask DropAsync(PendingPage? page) => page?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Follow(CursorTrail trail, string? cursor, string? from)
    {
        try
        {
            trail.Add(cursor);
        }
        catch (RutterApiException exception)
        {
            exception.Cursor = redactor.Clean(from);
            throw;
        }
    }

    private sealed class PendingPage : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop;
        private readonly PageRequest request;

        public PendingPage(Redactor redactor, Func<PageRequest, ValueTask<Page<T>>> fetch, string? cursor, CancellationToken cancellationToken)
        {
            stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            request = new PageRequest(cursor, stop.Token);
            Page = FetchAsync(redactor, fetch);
        }

        public string? Cursor => request.Cursor;

        public Task<Page<T>> Page { get; }

        /// <summary>The cursor after the page, as soon as the page's bytes are there; null if it becomes known only with the page.</summary>
        public async ValueTask<string?> AnnouncedAsync() =>
            await Task.WhenAny(request.NextCursor, Page).ConfigureAwait(false) == request.NextCursor
                ? await request.NextCursor.ConfigureAwait(false)
                : null;

        /// <summary>Cancels the pending request.</summary>
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        }

        private async Task<Page<T>> FetchAsync(Redactor redactor, Func<PageRequest, ValueTask<Page<T>>> fetch)
        {
            try
            {
                return await fetch(request).ConfigureAwait(false);
            }
            catch (RutterApiException exception)
            {
                exception.Cursor = redactor.Clean(Cursor);
                throw;
            }
        }
    }
}

/// <summary>A requested page.</summary>
internal sealed class PageRequest(string? cursor, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<string> next = new();

    /// <summary>The cursor where it starts; null for the first page.</summary>
    public string? Cursor => cursor;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>
    /// The cursor of the next page, as found in the body before it is parsed. It is a guess until then, and is not completed without one.
    /// </summary>
    public Task<string> NextCursor => next.Task;

    public void Announce(string? nextCursor)
    {
        if (!string.IsNullOrEmpty(nextCursor) && nextCursor != cursor)
        {
            next.TrySetResult(nextCursor);
        }
    }
}
