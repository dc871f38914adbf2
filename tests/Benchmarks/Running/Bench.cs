using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Rutter.Benchmarks.LongRun;
using Rutter.Benchmarks.Reporting;
using Rutter.Benchmarks.Server;

namespace Rutter.Benchmarks.Running;

/// <summary>Takes the samples, each in a fresh process and the contenders of a row in turn, and reports.</summary>
internal static class Bench
{
    private const int MovedExitCode = 3;
    private const int SweptRows = 65;

    // As Sample.ps1 has them made between two syncs.
    private const int Changes = 100;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(BenchOptions options)
    {
        var rows = BenchCatalogue.Rows.Where(
            row => options.Only.Count == 0 || options.Only.Any(part => row.Name.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        if (rows.Count == 0)
        {
            throw new FormatException($"There is no such row. There are: {string.Join(", ", BenchCatalogue.Rows.Select(row => row.Name))}.");
        }

        var baseline = options.Baseline is { } file ? JsonSerializer.Deserialize<BenchReport>(await File.ReadAllTextAsync(file), Json) : null;
        var versions = await VersionsAsync();
        Console.WriteLine(string.Join(", ", versions.Select(version => $"{version.Key} {version.Value}")));
        List<string> missing = [];
        if (SampleProcess.Engine is null)
        {
            missing.Add(
                "PowerShell 7.4 or later (pwsh) is not on the PATH (https://aka.ms/powershell says how to get it): only what needs none was run.");
            Console.WriteLine(missing[0]);
        }

        var samples = await TakeAsync(rows, options, missing);
        IReadOnlyList<LongRunResult> longRun = [];
        try
        {
            longRun = options.Only.Count == 0 ? await LongRunProgram.TakeAsync(options.Quick) : [];
        }
        catch (InvalidOperationException exception)
        {
            missing.Add($"The long run: {exception.Message}");
        }

        var report = new BenchReport(DateTimeOffset.UtcNow, options.Quick, versions, missing, samples) { LongRun = longRun };
        return await FinishAsync(report, options, baseline);
    }

    private static async Task<List<Sample>> TakeAsync(List<BenchRow> rows, BenchOptions options, List<string> missing)
    {
        var samples = new List<Sample>();
        using var server = await ServerProcess.StartAsync();
        foreach (var row in rows)
        {
            var contenders = row.Contenders.Where(contender => contender.IsFloor || SampleProcess.Engine is not null).ToList();
            int Wanted(Contender contender) => options.Samples ?? (options.Quick ? 1 : contender.Samples);
            for (var number = 1; number <= contenders.Select(Wanted).DefaultIfEmpty().Max(); number++)
            {
                foreach (var contender in contenders.Where(contender => number <= Wanted(contender)).ToList())
                {
                    try
                    {
                        samples.Add(await TakeOneAsync(server, row, contender, number, options.Quick));
                    }
                    catch (InvalidOperationException exception)
                    {
                        missing.Add($"{row.Title}, {contender.Title}: {exception.Message}");
                        contenders.Remove(contender);
                    }
                }
            }

            Console.Error.WriteLine($"{row.Title}: " + string.Join(", ", row.Contenders
                .Select(contender => (contender.Title,
                    Taken: samples.Where(sample => sample.Row == row.Name && sample.Contender == contender.Title).ToList()))
                .Where(pair => pair.Taken.Count > 0)
                .Select(pair => $"{pair.Title} {Table.Time(Statistics.Median(pair.Taken.Select(sample => sample.Ms)))}")));
        }

        return samples;
    }

    private static async Task<Sample> TakeOneAsync(ServerProcess server, BenchRow row, Contender contender, int number, bool isQuick)
    {
        var divisor = isQuick ? row.QuickDivisor : 1;
        var count = Math.Max(1, (contender.Count ?? row.Count) / divisor);
        var data = new Dataset(
            Math.Max(1, (row.Available ?? contender.Count ?? row.Count) / divisor),
            row.LatencyMs,
            row.IsSkewed,
            row.IsLimited,
            $"{row.Name}-{Guid.NewGuid():N}");
        var (ms, processMs, peak, value) = await SampleProcess.RunAsync(contender, row, server.AddressOf(data), count);
        var counts = await server.CountsAsync(data);
        // The module reads once more what was synced since it began, and knows up to 65 rows again.
        var work = contender.Work ?? row.Work;
        if (work is "list" or "keep" or "throttled"
            && (counts.Rows < data.Count || counts.Rows > data.Count + SweptRows) && contender.Name != BenchCatalogue.Parallel)
        {
            throw new InvalidOperationException($"the server sent {counts.Rows} rows of {data.Count}.");
        }

        var expected = work switch
        {
            "csv" or "export-csv" or "invoices" or "create" or "create-invoices" or "select-first" => count,
            "sync" => Changes,
            _ => value,
        };
        if (value != expected)
        {
            throw new InvalidOperationException($"it gave {value} of {expected}.");
        }

        return new Sample(row.Name, contender.Title, number, ms, processMs, peak, value, counts);
    }

    private static async Task<int> FinishAsync(BenchReport report, BenchOptions options, BenchReport? baseline)
    {
        var folder = Path.GetFullPath(options.Output ?? Path.Combine(SampleProcess.Setting("RepositoryRoot"), "output", "bench"));
        Directory.CreateDirectory(folder);
        var markdown = Table.Markdown(report);
        await File.WriteAllTextAsync(Path.Combine(folder, "bench.md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(folder, "bench.json"), JsonSerializer.Serialize(report, Json));
        Console.WriteLine();
        Console.WriteLine(markdown);
        Console.WriteLine($"Written to {folder}: bench.md, bench.json");
        foreach (var guide in options.Guides)
        {
            await Guide.RewriteAsync(guide, report);
        }

        if (baseline is null)
        {
            return 0;
        }

        var moved = Baseline.Compare(baseline, report);
        Console.WriteLine(moved.Count == 0 ? "No ratio moved by more than 15 %." : "Moved by more than 15 %:\n" + string.Join('\n', moved));
        return moved.Count == 0 ? 0 : MovedExitCode;
    }

    private static async Task<Dictionary<string, string>> VersionsAsync()
    {
        var versions = new Dictionary<string, string>
        {
            ["RutterPS"] = typeof(Client.RutterClient).Assembly.GetName().Version!.ToString(3),
            [".NET"] = Environment.Version.ToString(),
            ["OS"] = RuntimeInformation.OSDescription,
            ["cores"] = Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (SampleProcess.Engine is { } engine)
        {
            const string Versions = "$PSVersionTable.PSVersion.ToString() + ' on .NET ' + [Environment]::Version";
            var engineVersion = await SampleProcess.ReadAsync(new ProcessStartInfo(engine, ["-NoProfile", "-Command", Versions]));
            versions["PowerShell"] = engineVersion.Output.Trim();
        }

        return versions;
    }
}
