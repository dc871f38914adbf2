using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>
/// Filters of a megabyte, on a thread with a small stack: anything recursive ends the test run there, and anything quadratic
/// is nowhere near done when the time is up (these take a few seconds at most).
/// </summary>
public class LargeFilterTests
{
    private const int Depth = 500_000;
    private const int SmallStack = 128 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void Nested_parentheses_around_one_comparison() =>
        AssertRoundTrip(new string('(', Depth) + "balance = 1" + new string(')', Depth), "balance = 1".Length);

    [Fact]
    public void Conditions_nested_to_the_right()
    {
        var filter = string.Concat(Enumerable.Repeat("balance = 1 AND (", Depth / 10)) + "balance = 1 AND balance = 1" + new string(')', Depth / 10);
        AssertRoundTrip(filter, filter.Length);
    }

    [Fact]
    public void Conditions_nested_to_the_left()
    {
        var filter = new string('(', Depth / 10) + "balance = 1" + string.Concat(Enumerable.Repeat(" AND balance = 1)", Depth / 10));
        AssertRoundTrip(filter, filter.Length);
    }

    [Fact]
    public void Conditions_in_a_row()
    {
        var filter = "balance = 1" + string.Concat(Enumerable.Repeat(" AND balance = 1", Depth / 10));
        AssertRoundTrip(filter, filter.Length);
    }

    [Fact]
    public void Conditions_in_a_row_that_give_a_warning_each()
    {
        var filter = "(a = 1 AND b = 1 OR c = 1)" + string.Concat(
            Enumerable.Range(0, Depth / 25).Select(number => $" AND (field_{number} = 1 AND x = 1 OR y = 1)"));

        var verdict = OnSmallStack(() => FilterCheck.Run(filter, SampleResource.Definition));

        Assert.True(verdict.IsValid);
        Assert.Equal((2 * (Depth / 25)) + 6, verdict.Warnings.Count);
    }

    [Theory]
    [InlineData("(", "The filter ends where a condition should begin.", Depth)]
    [InlineData(")", "A condition is missing before this parenthesis.", 0)]
    [InlineData("()", "A condition is missing before this parenthesis.", 1)]
    [InlineData("(a=1 OR", "The filter ends where a condition should begin.", Depth * 7)]
    public void Unbalanced_parentheses(string piece, string message, int position)
    {
        var filter = string.Concat(Enumerable.Repeat(piece, Depth));

        var error = OnSmallStack(() => FilterParser.Parse(filter).Error);

        Assert.Equal((message, position), (error?.Message, error?.Position));
    }

    [Fact]
    public void A_parenthesis_that_is_never_closed_is_found_behind_a_million_others()
    {
        var filter = new string('(', Depth + 1) + "balance = 1" + new string(')', Depth);

        var error = OnSmallStack(() => FilterParser.Parse(filter).Error);

        Assert.Equal(("This parenthesis is never closed.", 0), (error?.Message, error?.Position));
    }

    [Theory]
    [InlineData("name = \"{0}\"", "\U0001F600", true)]
    [InlineData("name = \"{0}", "x", false)]
    [InlineData("name = {0}", "x", false)]
    [InlineData("balance = {0}", "9", false)]
    [InlineData("{0} = 1", "x", true)]
    [InlineData("{0}", " ", false)]
    [InlineData("{0}", "=", false)]
    [InlineData("{0}", "\"", false)]
    [InlineData("{0}", "\uD800", false)]
    public void A_piece_of_a_megabyte(string frame, string piece, bool isValid)
    {
        var filter = frame.Replace("{0}", string.Concat(Enumerable.Repeat(piece, Depth * 2 / piece.Length)), StringComparison.Ordinal);

        var verdict = OnSmallStack(() => FilterCheck.Run(filter, SampleResource.Definition));

        Assert.Equal(isValid, verdict.IsValid);
        Assert.All([.. verdict.Errors, .. verdict.Warnings], (FilterDiagnostic finding) => Assert.InRange(finding.Describe(filter).Length, 1, 1_000));
    }

    private static void AssertRoundTrip(string filter, int printedLength) => Assert.True(OnSmallStack(() =>
    {
        var verdict = FilterCheck.Run(filter, SampleResource.Definition);
        var printed = FilterPrinter.Print(verdict.Tree!);
        var again = FilterParser.Parse(printed).Tree;
        return verdict.IsValid && printed.Length == printedLength && verdict.Tree.Equals(again) && verdict.Tree.GetHashCode() == again.GetHashCode();
    }));

    private static T OnSmallStack<T>(Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => { result = work(); }), SmallStack) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), "The work was not done in time.");
        Assert.Null(failure);
        return result!;
    }
}
