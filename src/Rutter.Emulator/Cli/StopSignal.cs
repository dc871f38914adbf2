using System.Runtime.InteropServices;

namespace Rutter.Emulator.Cli;

/// <summary>Ctrl+C and a request to terminate, as a token.</summary>
internal static class StopSignal
{
    // The registrations are kept, because they end when they are garbage collected.
    private static readonly List<PosixSignalRegistration> Registrations = [];

    public static CancellationToken Create()
    {
        var source = new CancellationTokenSource();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            Registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                source.Cancel();
            }));
        }

        return source.Token;
    }
}
