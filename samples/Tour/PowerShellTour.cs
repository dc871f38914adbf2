using System.Diagnostics;
using System.Reflection;

namespace Rutter.Samples.Tour;

/// <summary>Runs Tour.ps1, which shows each of its lines and what it gives, in the PowerShell on the PATH.</summary>
internal static class PowerShellTour
{
    public static string? FindEngine()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    public static async Task<int> RunAsync(string engine)
    {
        var module = typeof(PowerShellTour).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "ModuleOutput").Value!;
        using var process = Process.Start(new ProcessStartInfo(
            engine,
            ["-NoProfile", "-NoLogo", "-File", Path.Combine(AppContext.BaseDirectory, "Tour.ps1"),
                "-ModulePath", Path.Combine(module, "RutterPS.psd1")]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
