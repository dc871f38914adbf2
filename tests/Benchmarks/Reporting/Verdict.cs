using System.Globalization;
using Rutter.Benchmarks.Running;

namespace Rutter.Benchmarks.Reporting;

/// <summary>A budget of design section 9 or of -Parallel, what was measured, and whether that is within it.</summary>
internal sealed record Verdict(string Budget, string Measured, bool IsMet)
{
    private const int WindowRequests = 500;
    private const double WindowMs = 10_000;

    public static IReadOnlyList<Verdict> All(BenchReport report) => report.IsQuick ? [] : [.. Measure(report).OfType<Verdict>()];

    private static IEnumerable<Verdict?> Measure(BenchReport report)
    {
        yield return AtMost("import: at most 60 ms over an empty script module",
            report.Median("import", Contender.Module) - report.Median("import", "empty script module"), 60, "0", " ms");
        yield return AtMost("first call: at most 1.0x Invoke-RestMethod", 1 / report.Ratio("first-call", "Invoke-RestMethod"), 1);
        yield return AtLeast("list 100,000: at least 8x faster than an Invoke-RestMethod loop", report.Ratio("list-100k", "Invoke-RestMethod"), 8);
        yield return AtMost("list 100,000: at most 1.3x a console program", 1 / report.Ratio("list-100k", "console program"), 1.3);
        yield return AtMost("20 ms a page: at most 1.05x latency x pages",
            report.Median("latency-20", Contender.Module) / report.Median("latency-20", Contender.Module, sample => sample.Server.WaitedMs),
            1.05,
            "0.000");
        yield return AtMost("list 1,000,000: at most 20 MB above 10,000", OverSmall("list-1m"), 20, "0", " MB");
        yield return AtMost("the same with a first generation of 16 MB", OverSmall("list-1m-16mb"), 20, "0", " MB");
        yield return AtMost("Export-RutterCsv of 100,000: at most half of Export-Csv",
            1 / report.Ratio("export-csv-100k", "RutterPS, Export-Csv", "RutterPS, Export-RutterCsv"), 0.5);
        yield return AtMost("Measure-RutterAmount of 100,000: at most 1.2x the list alone",
            1 / report.Ratio("measure-100k", BenchCatalogue.BareList), 1.2);
        yield return AtMost("2,000 creates: at most 1.1x the least time of the window",
            report.Median("create-2000", Contender.Module, OverLeastTime), 1.1);
        yield return AtMost("2,000 creates: no 429", report.Median("create-2000", Contender.Module, sample => sample.Server.Refused), 0, "0", "");
        yield return AtMost("Select-Object -First 1,200 at 500 a page: at most 4 requests",
            report.Median("select-first", Contender.Module, sample => sample.Server.Requests), 4, "0", "");
        yield return AtMost("filter of two terms: under 5 microseconds",
            report.Median("filter", Contender.Module, sample => sample.Ms * 1000 / sample.Value!.Value), 5, "0.0", " µs");
        yield return AtLeast("-Parallel 8 at 100 ms a page: at least 5x faster",
            report.Median("latency-100", Contender.Module) / report.Median("latency-100", BenchCatalogue.Parallel), 5);
        yield return AtLeast("the same with skewed data",
            report.Median("latency-100-skewed", Contender.Module) / report.Median("latency-100-skewed", BenchCatalogue.Parallel), 5);

        double? OverSmall(string row) =>
            report.Median(row, Contender.Module, sample => sample.PeakMB) - report.Median(row, BenchCatalogue.Small, sample => sample.PeakMB);
    }

    private static double OverLeastTime(Sample sample) =>
        sample.Ms / (Math.Max(1, Math.Ceiling((double)sample.Server.Requests / WindowRequests) - 1) * WindowMs);

    private static Verdict? AtMost(string budget, double? measured, double limit, string format = "0.00", string unit = "x") =>
        measured is { } value ? new(budget, Text(value, format, unit), value <= limit) : null;

    private static Verdict? AtLeast(string budget, double? measured, double limit) =>
        measured is { } value ? new(budget, Text(value, "0.0", "x"), value >= limit) : null;

    private static string Text(double value, string format, string unit) => value.ToString(format, CultureInfo.InvariantCulture) + unit;
}
