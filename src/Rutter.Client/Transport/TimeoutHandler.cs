namespace Rutter.Client.Transport;

/// <summary>Limits the time until a response's headers arrive. The time starts after our own waits (rate limit, back-off).</summary>
internal sealed class TimeoutHandler : DelegatingHandler
{
    /// <exception cref="TimeoutException">No headers arrived in time.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        var options = context.Options;
        using var timer = new CancellationTokenSource(options.Timeout, options.Clock);

        // A large body may take longer, as long as data keeps arriving.
        context.PieceSent = () => timer.CancelAfter(options.Timeout);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await base.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No response came within {options.Timeout.TotalSeconds:0.#} seconds.", exception);
        }
        finally
        {
            context.PieceSent = null;
        }
    }
}
