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

    // Escapes stand for characters that a table in a source file could not show.
    [Theory]
    [InlineData("", 0, 0, "The filter is empty.")]
    [InlineData(" \t\r\n", 4, 0, "The filter is empty.")]
    [InlineData("balance = 1 AND ", 16, 0, "The filter ends where a condition should begin.")]
    [InlineData("name = \"a\nb\"", 9, 1, "A value cannot hold the control character U+000A.")]
    [InlineData("name = \"\r\"", 8, 1, "A value cannot hold the control character U+000D.")]
    [InlineData("name = \"\t\"", 8, 1, "A value cannot hold the control character U+0009.")]
    [InlineData("name = \"a\0\"", 9, 1, "A value cannot hold the control character U+0000.")]
    [InlineData("name = \"\u001B[31m\"", 8, 1, "A value cannot hold the control character U+001B.")]
    [InlineData("name = \"\u007F\"", 8, 1, "A value cannot hold the control character U+007F.")]
    [InlineData("name = \"\u0085\"", 8, 1, "A value cannot hold the control character U+0085.")]
    [InlineData("balance\0 = 1", 7, 1, "The name of a field cannot hold U+0000.")]
    [InlineData("balance\u00A0= 1", 7, 1, "The name of a field cannot hold U+00A0.")]
    [InlineData("\uFEFFbalance = 1", 0, 1, "The name of a field cannot hold U+FEFF.")]
    [InlineData("balance\u200B = 1", 7, 1, "The name of a field cannot hold U+200B.")]
    [InlineData("balance = 1\u0660", 10, 2, "'1\u0660' is not a number; text stands in double quotes.")]
    [InlineData("balance = 1\u00A0AND name = \"x\"", 10, 5, "'1\u00A0AND' is not a number; text stands in double quotes.")]
    [InlineData("balance = \u001B[2J", 10, 4, "'\uFFFD[2J' is not a number; text stands in double quotes.")]
    [InlineData("balance = \u202E1", 10, 2, "'\uFFFD1' is not a number; text stands in double quotes.")]
    [InlineData("balance \uFF1D 1", 8, 1, "'\uFF1D' is not an operator.")]
    [InlineData("\uFF08balance = 1\uFF09", 0, 1, "The name of a field cannot hold U+FF08.")]
    public void Characters_that_cannot_be_seen_are_found(string filter, int position, int length, string message)
    {
        var error = FilterParser.Parse(filter).Error;

        Assert.Equal((position, length, message), (error?.Position, error?.Length, error?.Message));
    }

    [Theory]
    [InlineData('\uD83D')]
    [InlineData('\uDE00')]
    public void Half_a_surrogate_pair_is_refused_wherever_it_stands(char half)
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
}
