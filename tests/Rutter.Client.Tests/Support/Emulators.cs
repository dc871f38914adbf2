using Rutter.Client.Transport;
using Rutter.Emulator;

namespace Rutter.Client.Tests.Support;

/// <summary>Clients of emulators.</summary>
internal static class Emulators
{
    public static RutterClient Client(this RutterEmulator emulator, int retries = 0, ITransportObserver? observer = null) =>
        new(new RutterClientOptions
    {
        BaseAddress = emulator.BaseUri,
        ClientId = emulator.ClientId,
        ClientSecret = new Secret(emulator.ClientSecret),
        AccessToken = new Secret(emulator.AccessToken),
        MaximumRetryCount = retries,
        Observer = observer,
    });
}
