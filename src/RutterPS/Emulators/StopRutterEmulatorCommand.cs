using System.Management.Automation;
using Rutter.Emulator;
using RutterPS.Common;

namespace RutterPS.Emulators;

/// <summary>Stops the given emulators, or all of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RutterEmulator", SupportsShouldProcess = true)]
public sealed class StopRutterEmulatorCommand : RutterCmdlet
{
    /// <summary>The emulators to stop; by default all of this process.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterEmulator[]? Emulator { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var emulator in Emulator ?? EmulatorStore.Running)
        {
            if (ShouldProcess(emulator.BaseUri.Authority, "Stop the Rutter emulator"))
            {
                emulator.Stop();
            }
        }
    }
}
