using Rutter.Emulator;

namespace RutterPS.Emulators;

/// <summary>The emulators of this process. Every runspace sees them, because they listen for the whole process.</summary>
internal static class EmulatorStore
{
    private static readonly List<RutterEmulator> Started = [];

    public static IReadOnlyList<RutterEmulator> Running
    {
        get
        {
            lock (Started)
            {
                Started.RemoveAll(emulator => !emulator.IsRunning);
                return [.. Started];
            }
        }
    }

    public static void Add(RutterEmulator emulator)
    {
        lock (Started)
        {
            Started.Add(emulator);
        }
    }
}
