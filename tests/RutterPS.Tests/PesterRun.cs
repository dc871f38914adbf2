using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RutterPS.Tests;

/// <summary>
/// Runs the *.Tests.ps1 suites in each engine, in several processes that take the next suite when they are done with one. Without an engine, or
/// without Pester 5, each suite is skipped with the reason; with RUTTERPS_REQUIRE_PWSH=1, or where RUTTERPS_PWSH names the engine, it fails instead.
/// </summary>
/// <param name="report">Takes the lines that belong to a whole run.</param>
internal sealed class PesterRun(Action<string> report)
{
    // Run.ps1 ends with this code when it finds no Pester.
    private const int NoPesterExitCode = 42;

    // Against a hang only; a busy machine may take several times as long as a quiet one.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(45);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    // The longest first, so that no process is left with a long one while the others have nothing to do. Those that are not named take seconds.
    private static readonly string[] Longest =
        ["WriteBankTransfer", "Secrets", "WriteInvoice", "HostileText", "Views", "WriteVerdict", "Help",
            "Style", "Package", "Resource", "Reliability", "AccessToken"];

    private static readonly IReadOnlyList<string> Suites =
        [.. from file in Directory.EnumerateFiles(Setting("Suites"), "*.Tests.ps1")
            let name = Path.GetFileName(file)
            let rank = Array.IndexOf(Longest, name.Split('.')[0])
            orderby rank < 0 ? int.MaxValue : rank, name
            select name];

    // Another module than the one just built can be tested: an unpacked package, for example.
    private static string Module =>
        Environment.GetEnvironmentVariable("RUTTERPS_TEST_MODULE") is { Length: > 0 } path ? Path.GetFullPath(path) : Setting("ModuleOutput");

    public async Task<IReadOnlyList<PesterResult>> RunAsync()
    {
        var engines = PesterEngine.FromEnvironment();
        var results = new List<PesterResult>();
        foreach (var engine in engines)
        {
            var (version, ofEngine) = await RunAsync(engine);
            results.AddRange(engines.Count == 1 ? ofEngine : ofEngine.Select(result => result with { Name = $"{version}: {result.Name}" }));
            int Count(PesterOutcome outcome) => ofEngine.Count(result => result.Outcome == outcome);
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"Pester, {version}: {Count(PesterOutcome.Passed)} passed, {Count(PesterOutcome.Failed)} failed, {Count(PesterOutcome.Skipped)} skipped"));
        }

        return results;
    }

    private async Task<(string Engine, IReadOnlyList<PesterResult> Results)> RunAsync(PesterEngine engine)
    {
        if (engine.Path is null)
        {
            report($"There is no PowerShell '{engine.Name}' on the PATH. The shortest way to one, with the .NET SDK alone: dotnet tool install --global PowerShell");
            return ($"no PowerShell '{engine.Name}'", NotRun($"There is no PowerShell '{engine.Name}'."));
        }

        var folder = Directory.CreateTempSubdirectory("RutterPS.Tests-").FullName;
        try
        {
            // One more than cores: much of a suite is waiting for networks that break.
            var processes = await Task.WhenAll(
                Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount + 1, 2, 4)).Select(_ => StartAsync(engine.Path, folder)));
            if (processes.Any(process => process.ExitCode == NoPesterExitCode))
            {
                report($"{engine.Path} has no Pester 5. In it: Install-PSResource Pester");
                return (engine.Path, NotRun("Pester 5 is not installed."));
            }

            var suites = Suites.ToDictionary(suite => suite, suite => Read(Path.Combine(folder, suite + ".json")));
            var failures = processes.Where(process => process.ExitCode != 0)
                .Select(process => $"{engine.Path} ended with exit code {process.ExitCode}.\n{process.Output}").ToList();
            return (suites.Values.FirstOrDefault(suite => suite is not null)?.Engine ?? engine.Path,
                [.. suites.SelectMany(suite =>
                    suite.Value?.Tests ?? [Failure(suite.Key, string.Join('\n', ["The suite did not end.", .. failures]))]),
                 .. failures.Select(failure => Failure("The Pester run", failure))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(string pwsh, string resultFolder)
    {
        var start = new ProcessStartInfo(pwsh) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        string[] arguments = ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Setting("Suites"), "Run.ps1"),
            "-ModulePath", Module, "-ResultFolder", resultFolder];
        foreach (var argument in (string[])[.. arguments, "-SuiteNames", string.Join(',', Suites)])
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

    // A process makes the file when it takes the suite, and fills it when the suite has ended.
    private static PesterSuiteResult? Read(string file) =>
        File.Exists(file) && new FileInfo(file).Length > 0 ? JsonSerializer.Deserialize<PesterSuiteResult>(File.ReadAllText(file), Json) : null;

    private static PesterResult Failure(string name, string message) => new(name, PesterOutcome.Failed, message);

    private static List<PesterResult> NotRun(string reason)
    {
        var isRequired = Environment.GetEnvironmentVariable("RUTTERPS_REQUIRE_PWSH") == "1"
            || Environment.GetEnvironmentVariable("RUTTERPS_PWSH") is { Length: > 0 };
        return [.. Suites.Select(suite => new PesterResult(suite, isRequired ? PesterOutcome.Failed : PesterOutcome.Skipped, reason))];
    }

    private static string Setting(string key) =>
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
