using Rutter.Benchmarks.LongRun;
namespace Rutter.Benchmarks.Running;

/// <summary>Everything of one run, as it is stored.</summary>
internal sealed record BenchReport(
    DateTimeOffset Taken, bool IsQuick, IReadOnlyDictionary<string, string> Versions, IReadOnlyList<string> Missing, IReadOnlyList<Sample> Samples)
{
    /// <summary>Of a run of everything.</summary>
    public IReadOnlyList<LongRunResult> LongRun { get; init; } = [];

    /// <summary>The samples of a contender in a row; empty where it did not run.</summary>
    public IReadOnlyList<Sample> Of(string row, string contender) => [.. Samples.Where(sample => sample.Row == row && sample.Contender == contender)];

    public double? Median(string row, string contender, Func<Sample, double>? of = null) =>
        Of(row, contender) is { Count: > 0 } samples ? Statistics.Median(samples.Select(of ?? (sample => sample.Ms))) : null;

    /// <summary>How many times as long a contender takes as the module.</summary>
    public double? Ratio(string row, string contender, string module = Contender.Module) => Median(row, contender) / Median(row, module);
}
