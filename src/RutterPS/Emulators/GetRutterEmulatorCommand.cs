using System.Management.Automation;
using Rutter.Emulator;
using RutterPS.Common;

namespace RutterPS.Emulators;

/// <summary>Shows the emulators that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "RutterEmulator")]
[OutputType(typeof(RutterEmulator))]
public sealed class GetRutterEmulatorCommand : RutterCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(EmulatorStore.Running, enumerateCollection: true);
}
