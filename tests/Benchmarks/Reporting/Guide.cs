using System.Globalization;
using System.Text;
using Rutter.Benchmarks.Running;

namespace Rutter.Benchmarks.Reporting;

/// <summary>
/// Rewrites the parts of a document that stand between &lt;!-- bench:NAME --&gt; and &lt;!-- /bench:NAME --&gt;; all other text stays.
/// </summary>
internal static class Guide
{
    public static async Task RewriteAsync(string file, BenchReport report)
    {
        var text = await File.ReadAllTextAsync(file);
        text = Replace(text, "table", Table.Markdown(report));
        text = Replace(text, "chart", Chart("How many times as long as RutterPS an Invoke-RestMethod loop takes", Bars(report)));
        text = Replace(text, "bars", Chart("Times as fast as an Invoke-RestMethod loop", Telling(report)));
        await File.WriteAllTextAsync(file, text);
    }

    private static IEnumerable<(string Name, double? Value)> Bars(BenchReport report) =>
    [
        ("first call", report.Ratio("first-call", "Invoke-RestMethod")),
        ("list 100k", report.Ratio("list-100k", "Invoke-RestMethod")),
        ("keep 100k", report.Ratio("keep-100k", "Invoke-RestMethod")),
        ("to CSV", report.Ratio("csv-100k", "Invoke-RestMethod")),
        ("20 ms a page", report.Ratio("latency-20", "Invoke-RestMethod")),
        ("default size", report.Ratio("default-size", "Invoke-RestMethod, Rutter's 50 a page")),
        ("100 ms, -Parallel 8", ParallelRatio(report)),
    ];

    private static IEnumerable<(string Name, double? Value)> Telling(BenchReport report) =>
    [
        ("list 100,000", report.Ratio("list-100k", "Invoke-RestMethod")),
        ("10,000 at 20 ms, default page", report.Ratio("default-size", "Invoke-RestMethod, Rutter's 50 a page")),
        ("100,000 at 100 ms, -Parallel 8", ParallelRatio(report)),
    ];

    private static double? ParallelRatio(BenchReport report) =>
        report.Median("latency-100", "Invoke-RestMethod") / report.Median("latency-100", BenchCatalogue.Parallel);

    private static string Chart(string title, IEnumerable<(string Name, double? Value)> bars)
    {
        var known = bars.Where(bar => bar.Value is not null).ToList();
        return new StringBuilder()
            .AppendLine("```mermaid").AppendLine("xychart-beta")
            .AppendLine(CultureInfo.InvariantCulture, $"    title \"{title}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"    x-axis [{string.Join(", ", known.Select(bar => $"\"{bar.Name}\""))}]")
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"    y-axis \"times\" 0 --> {Math.Ceiling(known.Select(bar => bar.Value!.Value).DefaultIfEmpty(1).Max()):0}")
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"    bar [{string.Join(", ", known.Select(bar => bar.Value!.Value.ToString("0.0", CultureInfo.InvariantCulture)))}]")
            .AppendLine("```").ToString();
    }

    private static string Replace(string text, string name, string content)
    {
        var (begin, end) = ($"<!-- bench:{name} -->", $"<!-- /bench:{name} -->");
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        return from < 0 || to < from ? text : $"{text[..(from + begin.Length)]}\n{content.ReplaceLineEndings("\n")}{text[to..]}";
    }
}
