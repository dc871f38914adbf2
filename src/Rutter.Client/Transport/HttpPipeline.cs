using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Rutter.Client.Transport;

/// <summary>The handlers between a sender and the socket. One connection pool serves the whole process, made at the first call.</summary>
internal static class HttpPipeline
{
    private const string Name = "Rutter";
    private const int MaximumHeaderKilobytes = 64;

    private static readonly Lazy<IHttpClientFactory> Factory = new(Build);

    private static readonly string UserAgent = "RutterPS/" + typeof(HttpPipeline).Assembly.GetName().Version!.ToString(3);

    public static HttpClient CreateClient(RutterClientOptions options)
    {
        if (options.Handler is null)
        {
            return Factory.Value.CreateClient(Name);
        }

        var timeout = new TimeoutHandler { InnerHandler = options.Handler };
        var authorizer = new RequestAuthorizer { InnerHandler = timeout };
        var client = new HttpClient(new RateLimitHandler { InnerHandler = authorizer }, disposeHandler: false);
        Configure(client);
        return client;
    }

    private static IHttpClientFactory Build()
    {
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .ConfigureHttpClient(Configure)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler(() => new RateLimitHandler())
            .AddHttpMessageHandler(() => new RequestAuthorizer())
            .AddHttpMessageHandler(() => new TimeoutHandler())
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                MaxResponseHeadersLength = MaximumHeaderKilobytes,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                Proxy = new OutsideProxy(),
                UseCookies = false,
            });

        // The factory's own filters log addresses, which hold the access token, and tie in metrics through an assembly that PowerShell
        // may have loaded in another version.
        services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        client.DefaultRequestHeaders.Add("User-Agent", UserAgent);
    }

    /// <summary>The machine's proxy, but never for loopback: what stays on this machine passes no other, with its credentials.</summary>
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
