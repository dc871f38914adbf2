using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Trees that are built, not read.</summary>
public class FilterTreeTests
{
    private static readonly FilterComparison A = new("a", FilterOperator.Equal, FilterValue.Of(1));
    private static readonly FilterComparison B = new("b", FilterOperator.Less, FilterValue.Of(2.50m));
    private static readonly FilterComparison C = new("c", FilterOperator.HasWordStartingWith, FilterValue.Of("x y"));

    [Fact]
    public void A_combination_on_the_right_gets_the_parentheses_it_needs()
    {
        var tree = new FilterCombination(A, FilterConnective.And, new FilterCombination(B, FilterConnective.Or, C));

        Assert.Equal("a = 1 AND (b < 2.50 OR c ~ \"x y\")", tree.ToString());
    }

    [Fact]
    public void A_combination_on_the_left_has_parentheses_only_if_it_is_given_them()
    {
        var bare = new FilterCombination(new FilterCombination(A, FilterConnective.Or, B), FilterConnective.And, C);
        var clear = new FilterCombination(new FilterCombination(A, FilterConnective.Or, B, isParenthesized: true), FilterConnective.And, C);

        Assert.Equal("a = 1 OR b < 2.50 AND c ~ \"x y\"", bare.ToString());
        Assert.Equal("(a = 1 OR b < 2.50) AND c ~ \"x y\"", clear.ToString());
    }

    [Fact]
    public void Trees_are_equal_when_they_are_written_the_same_wherever_they_stand()
    {
        var left = FilterParser.Parse("a = 1 AND b < 2.50").Tree;
        var right = FilterParser.Parse("  a=1  AND  (b<2.50)").Tree;

        Assert.Equal(left, right);
        Assert.Equal(left!.GetHashCode(), right!.GetHashCode());
    }

    [Theory]
    [InlineData("a = 1 AND b = 2", "a = 1 OR b = 2")]
    [InlineData("a = 1 AND b = 2", "(a = 1 AND b = 2)")]
    [InlineData("a = 1 AND b = 2 AND c = 3", "a = 1 AND (b = 2 AND c = 3)")]
    [InlineData("a = 1 AND b = 2", "b = 2 AND a = 1")]
    [InlineData("a = 1 AND b = 2", "a = 1")]
    [InlineData("a = 1", "A = 1")]
    [InlineData("a = 1", "a >= 1")]
    [InlineData("a = 1", "a = 1.0")]
    [InlineData("a = 1", "a = \"1\"")]
    public void Trees_that_are_written_differently_differ(string left, string right) =>
        Assert.NotEqual(FilterParser.Parse(left).Tree, FilterParser.Parse(right).Tree);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a=1 OR b")]
    [InlineData("1a")]
    [InlineData(".a")]
    [InlineData("and")]
    [InlineData("OR")]
    [InlineData("Not")]
    [InlineData("\"a\"")]
    [InlineData("ä")]
    public void Text_that_is_not_a_name_cannot_become_a_field(string field) =>
        Assert.Throws<ArgumentException>(nameof(field), () => new FilterComparison(field, FilterOperator.Equal, FilterValue.Of(1)));

    [Fact]
    public void Operators_and_connectives_outside_the_language_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterComparison("a", (FilterOperator)6, FilterValue.Of(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterCombination(A, (FilterConnective)2, B));
    }

    [Fact]
    public void Text_that_no_filter_can_carry_cannot_become_a_value() =>
        Assert.Throws<ArgumentException>(() => FilterValue.Of("say \"hello\""));

    [Fact]
    public void Findings_in_a_built_tree_name_their_comparison()
    {
        var tree = new FilterCombination(
            new FilterComparison("balance", FilterOperator.Equal, FilterValue.Of("1")),
            FilterConnective.And,
            new FilterComparison("blance", FilterOperator.Equal, FilterValue.Of(1)));

        var verdict = FilterValidator.Validate(tree, SampleResource.Definition);

        var error = Assert.Single(verdict.Errors);
        var warning = Assert.Single(verdict.Warnings);
        Assert.Same(tree.Left, error.Comparison);
        Assert.Same(tree.Right, warning.Comparison);
        Assert.Equal("balance", warning.Suggestion);
    }
}
