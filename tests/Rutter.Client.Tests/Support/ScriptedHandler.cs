using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Tests.Support;

/// <summary>Responds in memory instead of the socket.</summary>
internal sealed class ScriptedHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static HttpResponseMessage Json(string body, int status = 200) => Json(Encoding.UTF8.GetBytes(body), status);

    public static HttpResponseMessage Json(byte[] body, int status = 200) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };

    /// <summary>A client that this handler answers.</summary>
    public RutterClient Client(TimeProvider? clock = null, int retries = 0, ITransportObserver? observer = null) => new(new RutterClientOptions
    {
        ClientId = "test-" + Guid.NewGuid().ToString("N"),
        ClientSecret = new Secret(Clients.Secret),
        AccessToken = new Secret(Clients.Token),
        MaximumRetryCount = retries,
        Observer = observer,
        Clock = clock ?? TimeProvider.System,
        Handler = this,
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = answer(request);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
