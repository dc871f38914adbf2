using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

public class FilterParserTests
{
    [Fact]
    public void A_comparison_keeps_what_was_written_and_where()
    {
        var comparison = Assert.IsType<FilterComparison>(Parse("  balance >=  -01.50 "));

        Assert.Equal("balance", comparison.Field);
        Assert.Equal(FilterOperator.GreaterOrEqual, comparison.Operator);
        Assert.Equal(FilterValueKind.Number, comparison.Value.Kind);
        Assert.Equal("-01.50", comparison.Value.Text);
        Assert.Equal(-1.50m, comparison.Value.Number);
        Assert.Equal(new FilterSpan(2, 7), comparison.FieldSpan);
        Assert.Equal(new FilterSpan(10, 2), comparison.OperatorSpan);
        Assert.Equal(new FilterSpan(14, 6), comparison.Value.Span);
        Assert.Equal(new FilterSpan(2, 18), comparison.Span);
    }

    [Fact]
    public void A_text_value_has_no_quotes_but_its_place_has()
    {
        var comparison = Assert.IsType<FilterComparison>(Parse("""name ~ "Ru" """));

        Assert.Equal(FilterValueKind.Text, comparison.Value.Kind);
        Assert.Equal("Ru", comparison.Value.Text);
        Assert.Equal(new FilterSpan(7, 4), comparison.Value.Span);
    }

    [Theory]
    [InlineData("=", FilterOperator.Equal)]
    [InlineData("~", FilterOperator.HasWordStartingWith)]
    [InlineData("<", FilterOperator.Less)]
    [InlineData("<=", FilterOperator.LessOrEqual)]
    [InlineData(">", FilterOperator.Greater)]
    [InlineData(">=", FilterOperator.GreaterOrEqual)]
    public void Every_operator_is_read_and_written(string symbol, FilterOperator expected)
    {
        var comparison = Assert.IsType<FilterComparison>(Parse($"a {symbol} 1"));

        Assert.Equal(expected, comparison.Operator);
        Assert.Equal(symbol, expected.Symbol());
    }

    [Fact]
    public void AND_and_OR_bind_equally_from_left_to_right()
    {
        var last = Assert.IsType<FilterCombination>(Parse("a = 1 OR b = 2 AND c = 3"));

        Assert.Equal(FilterConnective.And, last.Connective);
        Assert.Equal("a = 1 OR b = 2", last.Left.ToString());
        Assert.Equal("c = 3", last.Right.ToString());
        Assert.Equal(new FilterSpan(15, 3), last.ConnectiveSpan);
        Assert.Equal(new FilterSpan(0, 24), last.Span);
        Assert.False(last.IsParenthesized);
    }

    [Fact]
    public void Parentheses_bind_first_and_belong_to_the_place()
    {
        var first = Assert.IsType<FilterCombination>(Parse("a = 1 OR (b = 2 AND c = 3)"));
        var inner = Assert.IsType<FilterCombination>(first.Right);

        Assert.Equal(FilterConnective.Or, first.Connective);
        Assert.Equal(FilterConnective.And, inner.Connective);
        Assert.True(inner.IsParenthesized);
        Assert.Equal(new FilterSpan(9, 17), inner.Span);
    }

    [Fact]
    public void Nodes_come_with_operands_first_and_comparisons_in_the_order_of_the_text()
    {
        var tree = Parse("a = 1 OR (b = 2 AND c = 3) OR d = 4")!;

        Assert.Equal(
            ["a = 1", "b = 2", "c = 3", "(b = 2 AND c = 3)", "a = 1 OR (b = 2 AND c = 3)", "d = 4", tree.ToString()],
            tree.PostOrder().Select(node => node.ToString()));
    }

    /// <summary>Written with escapes, because the tables of other tests could not show these characters.</summary>
    public static TheoryData<InvisibleMistake> InvisibleMistakes { get; } =
    [
        new InvisibleMistake(Filter: "", Position: 0, Length: 0, Message: "The filter is empty."),
        new InvisibleMistake(Filter: " \t\r\n", Position: 4, Length: 0, Message: "The filter is empty."),
        new InvisibleMistake(Filter: "balance = 1 AND ", Position: 16, Length: 0, Message: "The filter ends where a condition should begin."),
        new InvisibleMistake(Filter: "name = \"a\nb\"", Position: 9, Length: 1, Message: "A value cannot hold the control character U+000A."),
        new InvisibleMistake(Filter: "name = \"\r\"", Position: 8, Length: 1, Message: "A value cannot hold the control character U+000D."),
        new InvisibleMistake(Filter: "name = \"\t\"", Position: 8, Length: 1, Message: "A value cannot hold the control character U+0009."),
        new InvisibleMistake(Filter: "name = \"a\0\"", Position: 9, Length: 1, Message: "A value cannot hold the control character U+0000."),
        new InvisibleMistake(Filter: "name = \"\u001B[31m\"", Position: 8, Length: 1, Message: "A value cannot hold the control character U+001B."),
        new InvisibleMistake(Filter: "name = \"\u007F\"", Position: 8, Length: 1, Message: "A value cannot hold the control character U+007F."),
        new InvisibleMistake(Filter: "name = \"\u0085\"", Position: 8, Length: 1, Message: "A value cannot hold the control character U+0085."),
        new InvisibleMistake(Filter: "balance\0 = 1", Position: 7, Length: 1, Message: "The name of a field cannot hold U+0000."),
        new InvisibleMistake(Filter: "balance\u00A0= 1", Position: 7, Length: 1, Message: "The name of a field cannot hold U+00A0."),
        new InvisibleMistake(Filter: "\uFEFFbalance = 1", Position: 0, Length: 1, Message: "The name of a field cannot hold U+FEFF."),
        new InvisibleMistake(Filter: "balance\u200B = 1", Position: 7, Length: 1, Message: "The name of a field cannot hold U+200B."),
        new InvisibleMistake(
            Filter: "balance = 1\u0660",
            Position: 10,
            Length: 2,
            Message: "'1\u0660' is not a number; text stands in double quotes."),
        new InvisibleMistake(
            Filter: "balance = 1\u00A0AND name = \"x\"",
            Position: 10,
            Length: 5,
            Message: "'1\u00A0AND' is not a number; text stands in double quotes."),
        new InvisibleMistake(
            Filter: "balance = \u001B[2J",
            Position: 10,
            Length: 4,
            Message: "'\uFFFD[2J' is not a number; text stands in double quotes."),
        new InvisibleMistake(
            Filter: "balance = \u202E1",
            Position: 10,
            Length: 2,
            Message: "'\uFFFD1' is not a number; text stands in double quotes."),
        new InvisibleMistake(Filter: "balance \uFF1D 1", Position: 8, Length: 1, Message: "'\uFF1D' is not an operator."),
        new InvisibleMistake(Filter: "\uFF08balance = 1\uFF09", Position: 0, Length: 1, Message: "The name of a field cannot hold U+FF08."),
    ];

    [Theory]
    [MemberData(nameof(InvisibleMistakes))]
    public void Mistakes_that_cannot_be_seen_are_found_with_their_place(InvisibleMistake item)
    {
        var (filter, position, length, message) = item;
        var error = FilterParser.Parse(filter).Error;

        Assert.Equal((position, length, message), (error?.Position, error?.Length, error?.Message));
    }

    [Theory]
    [InlineData('\uD83D')]
    [InlineData('\uDE00')]
    public void A_lone_surrogate_is_refused_anywhere(char half)
    {
        var quoted = FilterParser.Parse($"name = \"ab{half}\"").Error;
        var bare = FilterParser.Parse($"na{half}me = 1").Error;

        Assert.Equal(
            (10, $"A value cannot hold U+{(int)half:X4}: it is one half of a character, and sending would change it."),
            (quoted?.Position, quoted?.Message));
        Assert.Equal((2, $"The name of a field cannot hold U+{(int)half:X4}."), (bare?.Position, bare?.Message));
    }

    [Theory]
    [InlineData("", "the name of a field, or (")]
    [InlineData("balance", "=, ~, <, <=, > or >=")]
    [InlineData("balance =", "text or a date in double quotes, or a number without quotes")]
    [InlineData("balance = 1 and", "AND, OR or the end")]
    [InlineData("(balance = 1 and", "AND, OR or )")]
    [InlineData("(balance = 1", "a ) behind the conditions that belong together")]
    [InlineData("name = \"", "text up to a second double quote")]
    [InlineData("name = \"\n\"", "any text without double quotes, line ends and other control characters")]
    [InlineData("na-me = 1", "ASCII letters, digits, underscores and points, beginning with a letter or an underscore")]
    public void An_error_says_what_is_allowed_there(string filter, string expected)
    {
        var result = FilterParser.Parse(filter);

        Assert.False(result.IsFilter);
        Assert.Equal((FilterErrorKind.Syntax, expected), (result.Error.Kind, result.Error.Expected));
    }

    [Fact]
    public void No_text_is_the_callers_mistake_not_a_filters() =>
        Assert.Throws<ArgumentNullException>(() => FilterParser.Parse(null!));

    private static FilterNode? Parse(string filter) => FilterParser.Parse(filter).Tree;

    public sealed record InvisibleMistake(string Filter, int Position, int Length, string Message);
}
