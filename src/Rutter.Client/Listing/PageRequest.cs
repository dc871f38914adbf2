using Rutter.Client.Errors;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>A page on its way.</summary>
internal sealed class PageRequest<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource<string> foreseen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PageRequest(Redactor redactor, PageSource<T> source, string? cursor, CancellationToken cancellationToken)
    {
        Cursor = cursor;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Page = FetchAsync(redactor, source);
    }

    public string? Cursor { get; }

    public Task<Page<T>> Page { get; }

    /// <summary>The cursor behind the page, as soon as its bytes are there; null where it is known no sooner than the page.</summary>
    public async ValueTask<string?> ForeseeAsync() =>
        await Task.WhenAny(foreseen.Task, Page).ConfigureAwait(false) == foreseen.Task && foreseen.Task.Result != Cursor ? foreseen.Task.Result : null;

    /// <summary>Cancels what is still on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task<Page<T>> FetchAsync(Redactor redactor, PageSource<T> source)
    {
        try
        {
            var page = await source(Cursor, cursor => foreseen.TrySetResult(cursor), stop.Token).ConfigureAwait(false);
            return page.RequireProgress(Cursor);
        }
        catch (RutterApiException exception)
        {
            exception.Cursor = redactor.Clean(Cursor);
            throw;
        }
    }
}
