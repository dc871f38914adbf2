using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Rutter.Benchmarks.Running;

namespace Rutter.Benchmarks.LongRun;

/// <summary>What one kind of work left behind: memory and handles early on and at the end, and whether everything arrived.</summary>
internal sealed record LongRunResult(string Work, double Seconds, double EarlyMB, double LateMB, int EarlyHandles, int LateHandles, string Lost)
{
    private const double FlatMB = 10;
    private const int FlatHandles = 20;

    public bool IsFlat => LateMB - EarlyMB <= FlatMB && LateHandles - EarlyHandles <= FlatHandles;

    public bool IsWhole => Lost.Length == 0;
}

/// <summary>An hour's work in minutes: memory and handles have to stay flat, and nothing may be lost.</summary>
internal static class LongRunProgram
{
    public static async Task<int> RunAsync(bool isQuick)
    {
        var results = await TakeAsync(isQuick);
        Console.WriteLine(Markdown(results));
        return results.All(result => result.IsFlat && result.IsWhole) ? 0 : 1;
    }

    public static async Task<IReadOnlyList<LongRunResult>> TakeAsync(bool isQuick)
    {
        var divisor = isQuick ? 20 : 1;
        var results = new List<LongRunResult> { await FaultyWrites.RunAsync(100_000 / divisor) };
        if (SampleProcess.Engine is { } engine)
        {
            results.Add(await InPowerShellAsync(engine, "syncs", 1000 / divisor));
            results.Add(await InPowerShellAsync(engine, "webhooks", 10_000 / divisor));
        }
        else
        {
            Console.WriteLine("PowerShell 7.4 or later (pwsh) is not on the PATH: only the writes were run.");
        }

        return results;
    }

    public static string Markdown(IEnumerable<LongRunResult> results) => string.Join('\n', [
        "| Long run | Time | Memory early and late | Handles early and late | Flat | Nothing lost |",
        "| --- | ---: | ---: | ---: | --- | --- |",
        .. results.Select(result => string.Create(CultureInfo.InvariantCulture,
            $"| {result.Work} | {result.Seconds:0} s | {result.EarlyMB:0.0} MB, {result.LateMB:0.0} MB | {result.EarlyHandles}, {result.LateHandles} | {(result.IsFlat ? "yes" : "**no**")} | {(result.IsWhole ? "yes" : $"**{result.Lost.ReplaceLineEndings(" ")}**")} |"))]);

    public static (double MB, int Handles) Measure()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0;
        using var process = Process.GetCurrentProcess();
        return (managed, Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount);
    }

    private static async Task<LongRunResult> InPowerShellAsync(string engine, string work, int count)
    {
        var (output, errors) = await SampleProcess.ReadAsync(new ProcessStartInfo(engine, [
            "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Scripts", "LongRun.ps1"),
            "-Work", work, "-Count", count.ToString(CultureInfo.InvariantCulture), "-ModulePath", SampleProcess.ModulePath]));
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith('{')) ?? throw new InvalidOperationException(
            $"'{work}' gave nothing: {output} {errors}");
        return JsonSerializer.Deserialize<LongRunResult>(line, Bench.Json)!;
    }
}
