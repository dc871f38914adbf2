using Xunit;

namespace RutterPS.Tests;

/// <summary>
/// Every Pester test as a test of its own. The suites are run once, when the rows are asked for; a row then reports what Pester saw.
/// </summary>
public sealed class PesterSuites
{
    private static readonly Lazy<Task<IReadOnlyList<PesterResult>>> Results = new(
        () => new PesterRun(TestContext.Current.SendDiagnosticMessage).RunAsync());

    public static async Task<IEnumerable<ITheoryDataRow>> Tests() =>
        from result in await Results.Value select new TheoryDataRow<PesterResult>(result) { TestDisplayName = result.Name };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Tests))]
    public void Pester(PesterResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Assert.SkipWhen(result.Outcome == PesterOutcome.Skipped, result.Message);
        if (result.Outcome != PesterOutcome.Passed)
        {
            Assert.Fail(result.Message);
        }
    }
}
