using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace RutterPS.Tests;

/// <summary>
/// Runs the *.Tests.ps1 suites in the pwsh on the PATH. Without one, or without Pester 5, each suite is skipped with the reason;
/// with RUTTERPS_REQUIRE_PWSH=1 it fails instead.
/// </summary>
internal static class PesterRun
{
    // Against a hang only; a busy machine may take several times as long as a quiet one.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(45);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public static async Task<IReadOnlyList<PesterResult>> RunAsync()
    {
        var pwsh = FindOnPath();
        if (pwsh is null)
        {
            return Missing("PowerShell 7.4 or later (pwsh) is not on the PATH: https://aka.ms/powershell says how to get it.");
        }

        var resultFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            var (exitCode, output) = await StartAsync(pwsh, resultFile);
            return exitCode switch
            {
                NoPesterExitCode => Missing("Pester 5 or later is not installed: Install-PSResource Pester."),
                0 => JsonSerializer.Deserialize<List<PesterResult>>(await File.ReadAllTextAsync(resultFile), Json) ?? [],
                _ => [new PesterResult("The Pester run", PesterOutcome.Failed, $"pwsh ended with exit code {exitCode}.\n{output}")],
            };
        }
        finally
        {
            File.Delete(resultFile);
        }
    }

    // Run.ps1 ends with this code when it finds no Pester.
    private const int NoPesterExitCode = 42;

    private static async Task<(int ExitCode, string Output)> StartAsync(string pwsh, string resultFile)
    {
        var start = new ProcessStartInfo(pwsh) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-File", Path.Combine(Setting("Suites"), "Run.ps1"), "-ModulePath", Module, "-ResultFile", resultFile])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"The suites did not end within {Limit.TotalMinutes} minutes.");
        }

        return (process.ExitCode, await output + await errors);
    }

    private static List<PesterResult> Missing(string reason)
    {
        var outcome = Environment.GetEnvironmentVariable("RUTTERPS_REQUIRE_PWSH") == "1" ? PesterOutcome.Failed : PesterOutcome.Skipped;
        return [.. from file in Directory.EnumerateFiles(Setting("Suites"), "*.Tests.ps1").Order()
                   select new PesterResult($"{Path.GetFileName(file)}: {reason}", outcome, reason)];
    }

    private static string? FindOnPath()
    {
        var names = OperatingSystem.IsWindows() ? new[] { "pwsh.exe" } : ["pwsh"];
        return (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                from name in names
                let path = Path.Combine(folder, name)
                where File.Exists(path)
                select path).FirstOrDefault();
    }

    // Another module than the one just built can be tested: an unpacked package, for example.
    private static string Module => Environment.GetEnvironmentVariable("RUTTERPS_TEST_MODULE") is { Length: > 0 } path ? Path.GetFullPath(path) : Setting("ModuleOutput");

    private static string Setting(string key) =>
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
