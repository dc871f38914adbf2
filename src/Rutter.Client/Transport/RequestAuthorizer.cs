using System.Net.Http.Headers;
using System.Text;

namespace Rutter.Client.Transport;

/// <summary>
/// Puts the credentials and the version on a message just before it is sent. Source: "Basics", headings
/// "Authorizing Requests", "Authorizing Access for a Given Connection" and "Versioning".
/// </summary>
internal sealed class RequestAuthorizer : DelegatingHandler
{
    // The path is percent-encoded already. To encode it again would change a filter or a platform's id.
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        if (context.Request.Link is { } link)
        {
            request.RequestUri = link;
            return base.SendAsync(request, cancellationToken);
        }

        var options = context.Options;
        var relative = context.Request.RelativeAddress(context.Request.NeedsAccessToken ? options.AccessToken?.Reveal() : null);
        request.RequestUri = new Uri($"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/{relative}", Verbatim);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret.Reveal()}")));
        request.Headers.Add("X-Rutter-Version", options.ApiVersion);
        return base.SendAsync(request, cancellationToken);
    }
}
