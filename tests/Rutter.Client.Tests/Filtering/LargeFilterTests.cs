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

    public static TheoryData<UnbalancedFilter> UnbalancedFilters { get; } =
    [
        new UnbalancedFilter(RepeatedPiece: "(", Message: "The filter ends where a condition should begin.", Position: Depth),
        new UnbalancedFilter(RepeatedPiece: ")", Message: "A condition is missing before this parenthesis.", Position: 0),
        new UnbalancedFilter(RepeatedPiece: "()", Message: "A condition is missing before this parenthesis.", Position: 1),
        new UnbalancedFilter(RepeatedPiece: "(a=1 OR", Message: "The filter ends where a condition should begin.", Position: Depth * 7),
    ];

    [Theory]
    [MemberData(nameof(UnbalancedFilters))]
    public void Unbalanced_parentheses_of_any_depth_are_an_error_with_its_place(UnbalancedFilter given)
    {
        var (piece, message, position) = given;
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

    public static TheoryData<LargeToken> LargeTokens { get; } =
    [
        new LargeToken(Frame: "name = \"{0}\"", RepeatedText: "\U0001F600", IsValid: true),
        new LargeToken(Frame: "name = \"{0}", RepeatedText: "x", IsValid: false),
        new LargeToken(Frame: "name = {0}", RepeatedText: "x", IsValid: false),
        new LargeToken(Frame: "balance = {0}", RepeatedText: "9", IsValid: false),
        new LargeToken(Frame: "{0} = 1", RepeatedText: "x", IsValid: true),
        new LargeToken(Frame: "{0}", RepeatedText: " ", IsValid: false),
        new LargeToken(Frame: "{0}", RepeatedText: "=", IsValid: false),
        new LargeToken(Frame: "{0}", RepeatedText: "\"", IsValid: false),
        new LargeToken(Frame: "{0}", RepeatedText: "\uD800", IsValid: false),
    ];

    [Theory]
    [MemberData(nameof(LargeTokens))]
    public void A_token_of_a_megabyte_is_read_like_a_short_one(LargeToken given)
    {
        var (frame, piece, isValid) = given;
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

    public sealed record UnbalancedFilter(string RepeatedPiece, string Message, int Position);

    public sealed record LargeToken(string Frame, string RepeatedText, bool IsValid);
}
