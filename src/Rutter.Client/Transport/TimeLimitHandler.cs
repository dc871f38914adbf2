namespace Rutter.Client.Transport;

/// <summary>Ends the wait for a response's headers. It starts where the waits of our own making (rate window, back-off) are over.</summary>
internal sealed class TimeLimitHandler : DelegatingHandler
{
    /// <exception cref="TimeoutException">No headers came in time.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var timeout = RequestContext.Of(request).Client.Options.Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await base.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No response came within {timeout.TotalSeconds:0.#} seconds.", exception);
        }
    }
}
