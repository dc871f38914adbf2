namespace RutterPS.Session;

/// <summary>The names of environments, as sessions show them.</summary>
internal static class EnvironmentName
{
    public const string Production = "Production";
    public const string Sandbox = "Sandbox";
    public const string Emulator = "Emulator";
    public const string Custom = "Custom";
}
