using System.Globalization;
using System.Text;
using Rutter.Benchmarks.LongRun;
using Rutter.Benchmarks.Running;

namespace Rutter.Benchmarks.Reporting;

/// <summary>The table of a run in Markdown: a line for each contender.</summary>
internal static class Table
{
    public static string Markdown(BenchReport report)
    {
        var text = new StringBuilder();
        text.AppendLine("| Work | By | Median | Spread | Peak memory | Against RutterPS | Requests (429) |").AppendLine(
            "| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in BenchCatalogue.Rows)
        {
            var title = row.Title;
            foreach (var contender in row.Contenders.DistinctBy(contender => contender.Title))
            {
                if (report.Of(row.Name, contender.Title) is not { Count: > 0 } samples)
                {
                    continue;
                }

                var ratio = contender.Title == Contender.Module ? null : report.Ratio(row.Name, contender.Title);
                var counts = samples[^1].Server;
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {title} | {contender.Title} | {Time(Statistics.Median(samples.Select(sample => sample.Ms)))} | {Spread(samples)} | {Statistics.Median(samples.Select(sample => sample.PeakMB)):0} MB | {(ratio is null ? "" : $"{ratio:0.00}x")} | {(counts.Requests == 0 ? "" : counts.Refused == 0 ? $"{counts.Requests}" : $"{counts.Requests} ({counts.Refused})")} |");
                title = "";
            }
        }

        var verdicts = Verdict.All(report);
        if (verdicts.Count > 0)
        {
            text.AppendLine().AppendLine("| Budget | Measured | |").AppendLine("| --- | ---: | --- |");
            foreach (var verdict in verdicts)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture, $"| {verdict.Budget} | {verdict.Measured} | {(verdict.IsMet ? "met" : "**missed**")} |");
            }
        }

        if (report.LongRun.Count > 0)
        {
            text.AppendLine().AppendLine(LongRunProgram.Markdown(report.LongRun));
        }

        foreach (var missing in report.Missing)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Not run: {missing.ReplaceLineEndings(" ")}");
        }

        text.AppendLine().Append(CultureInfo.InvariantCulture,
            $"{(report.IsQuick ? "A quick run: small sizes, one sample, no measurement. " : "")}Taken {report.Taken:yyyy-MM-dd}: "
                + $"{string.Join(", ", report.Versions.Select(version => $"{version.Key} {version.Value}"))}.");
        return text.AppendLine().ToString();
    }

    public static string Time(double ms) => ms switch
    {
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.0} s"),
        >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms"),
    };

    private static string Spread(IReadOnlyList<Sample> samples) =>
        samples.Count == 1 ? "1 sample" : $"{Time(samples.Min(sample => sample.Ms))} to {Time(samples.Max(sample => sample.Ms))}, {samples.Count}";
}
