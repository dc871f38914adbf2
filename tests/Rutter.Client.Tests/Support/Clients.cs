using Rutter.Client.Transport;

namespace Rutter.Client.Tests.Support;

/// <summary>Clients with credentials that are easy to find in any output.</summary>
internal static class Clients
{
    public const string Secret = "CANARY+secret/0123456789==";
    public const string Token = "CANARY token&abcdef";

    // Every test has an organisation of its own, so that none waits for the rate window of another.
    public static RutterClient For(Uri address, int retries = 0, double timeoutSeconds = 20, ITransportObserver? observer = null) =>
        new(new RutterClientOptions
    {
        BaseAddress = address,
        ClientId = "test-" + Guid.NewGuid().ToString("N"),
        ClientSecret = new Secret(Secret),
        AccessToken = new Secret(Token),
        MaximumRetryCount = retries,
        Timeout = TimeSpan.FromSeconds(timeoutSeconds),
        Observer = observer,
    });
}
