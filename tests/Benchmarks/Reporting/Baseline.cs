using System.Globalization;
using Rutter.Benchmarks.Running;

namespace Rutter.Benchmarks.Reporting;

/// <summary>Compares two runs by their ratios: those hold across machines and days, times do not.</summary>
internal static class Baseline
{
    private const double Tolerance = 0.15;

    /// <summary>A line for each ratio that moved by more than the tolerance, either way.</summary>
    public static IReadOnlyList<string> Compare(BenchReport before, BenchReport now) =>
    [
        .. from row in BenchCatalogue.Rows
           from contender in row.Contenders.Select(contender => contender.Title).Where(title => title != Contender.Module).Distinct()
           let old = before.Ratio(row.Name, contender)
           let current = now.Ratio(row.Name, contender)
           where old is not null && current is not null && Math.Abs((current.Value / old.Value) - 1) > Tolerance
           select string.Create(CultureInfo.InvariantCulture,
               $"  {row.Title}: {contender} took {old:0.00}x as long as RutterPS, now {current:0.00}x: RutterPS is {(current < old ? "slower" : "faster")} against it"),
    ];
}
