using System.Net;

namespace Rutter.Client.Transport;

/// <summary>Lets a request wait until the organisation may send another one.</summary>
internal sealed class RateWindowHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        var window = RateWindow.Of(context.Client.Options);
        await using var permit = await window.AcquireAsync(context.Log.Waiting, cancellationToken).ConfigureAwait(false);
        context.Log.Sending();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            window.PauseFor(RetryAfterHeader.Of(response));
        }

        return response;
    }
}
