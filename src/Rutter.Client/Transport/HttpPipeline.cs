using System.Net;
using Microsoft.Extensions.Http;

namespace Rutter.Client.Transport;

/// <summary>The handlers between a sender and the socket. The process has one connection pool, which is made at the first call.</summary>
internal static class HttpPipeline
{
    private const int MaximumHeaderKilobytes = 64;

    private static readonly Lazy<IHttpClientFactory> Factory = new(static () => new ClientFactory());

    private static readonly string UserAgent = "RutterPS/" + typeof(HttpPipeline).Assembly.GetName().Version!.ToString(3);

    public static HttpClient CreateClient(RutterClientOptions options)
    {
        if (options.Handler is null)
        {
            return Factory.Value.CreateClient("Rutter");
        }

        return CreateClient(new HandlerChain { PrimaryHandler = options.Handler }.Build());
    }

    private static HttpClient CreateClient(HttpMessageHandler chain)
    {
        var client = new HttpClient(chain, disposeHandler: false);
        Configure(client);
        return client;
    }

    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        client.DefaultRequestHeaders.Add("User-Agent", UserAgent);
    }

    /// <summary>
    /// Makes clients on one chain that lives as long as the process. The package's own factory needs a container with options and logging. That takes
    /// half of the time of a first call, and logs addresses, which hold the access token.
    /// </summary>
    private sealed class ClientFactory : IHttpClientFactory
    {
        private readonly HttpMessageHandler chain = new HandlerChain
        {
            PrimaryHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                MaxResponseHeadersLength = MaximumHeaderKilobytes,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                Proxy = new OutsideProxy(),
                UseCookies = false,
            },
        }.Build();

        public HttpClient CreateClient(string name) => HttpPipeline.CreateClient(chain);
    }

    /// <summary>Puts rate limiter, authorizer and timeout before the sending handler.</summary>
    private sealed class HandlerChain : HttpMessageHandlerBuilder
    {
        public override string? Name { get; set; } = "Rutter";

        public override required HttpMessageHandler PrimaryHandler { get; set; }

        public override IList<DelegatingHandler> AdditionalHandlers { get; } =
            [new RateLimitHandler(), new RequestAuthorizer(), new TimeoutHandler()];

        public override HttpMessageHandler Build() => CreateHandlerPipeline(PrimaryHandler, AdditionalHandlers);
    }

    /// <summary>The machine's proxy, except for loopback: local requests and their credentials must not pass another machine.</summary>
    private sealed class OutsideProxy : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => HttpClient.DefaultProxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => Origin.IsLoopback(host) || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
