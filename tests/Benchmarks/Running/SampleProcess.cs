using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Rutter.Benchmarks.Running;

/// <summary>Starts a contender and reads the line that it prints.</summary>
internal static class SampleProcess
{
    // Against a hang: no sample takes a quarter of it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static string? Engine { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    public static string ModulePath => Path.Combine(Setting("ModuleOutput"), "RutterPS.psd1");

    public static string Setting(string key) =>
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;

    public static ProcessStartInfo Self(params string[] arguments) => new("dotnet", [typeof(SampleProcess).Assembly.Location, .. arguments]);

    public static async Task<(double Ms, double ProcessMs, double PeakMB, long? Value)> RunAsync(
        Contender contender, BenchRow row, string address, int count)
    {
        var work = contender.Work ?? row.Work;
        var size = row.PageSize.ToString(CultureInfo.InvariantCulture);
        var number = count.ToString(CultureInfo.InvariantCulture);
        var start = contender.IsFloor
            ? Self("floor", work, address, work is "list" or "keep" or "chain" ? size : number)
            : new ProcessStartInfo(Engine!, [
                "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Scripts", "Sample.ps1"),
                "-Contender", contender.Name, "-Work", work, "-Address", address, "-Count", number, "-PageSize", size, "-ModulePath", ModulePath]);
        if (row.FirstGenerationMB is { } megabytes)
        {
            start.Environment["DOTNET_GCgen0size"] = (megabytes << 20).ToString("x", CultureInfo.InvariantCulture);
        }

        var clock = Stopwatch.StartNew();
        var (output, errors) = await ReadAsync(start);
        var processMs = clock.Elapsed.TotalMilliseconds;
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(text => text.StartsWith('{'))
            ?? throw new InvalidOperationException($"{contender.Title} gave nothing for '{row.Name}': {output} {errors}");
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return (root.GetProperty("ms").GetDouble(), processMs, root.GetProperty("peakMB").GetDouble(),
            root.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null);
    }

    public static async Task<(string Output, string Errors)> ReadAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.Environment["NO_COLOR"] = "1";
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
            throw new InvalidOperationException($"A sample did not end within {Limit.TotalMinutes} minutes.");
        }

        return (await output, await errors);
    }
}
