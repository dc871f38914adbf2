using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Errors and warnings as people see them.</summary>
public class FilterDiagnosticTests
{
    [Fact]
    public void An_error_shows_the_text_the_place_the_reason_and_what_is_allowed() => Assert.Equal(
        """
        balance == 1
                ^^
        Column 9: '==' is not an operator of the filter language: write =. Allowed here: =, ~, <, <=, > or >=.
        """,
        Describe("balance == 1"));

    [Fact]
    public void A_missing_end_is_shown_after_the_text() => Assert.Equal(
        """
        balance =
                 ^
        Column 10: A value is missing after the operator. Allowed here: text or a date in double quotes, or a number without quotes.
        """,
        Describe("balance ="));

    [Fact]
    public void A_warning_is_shown_like_an_error()
    {
        const string Filter = "balance = 1 OR blance = 2";

        var warning = Assert.Single(FilterCheck.Run(Filter, SampleResource.Definition).Warnings);

        Assert.Equal(FilterWarningKind.UnknownField, warning.Kind);
        Assert.Equal(
            """
            balance = 1 OR blance = 2
                           ^^^^^^
            Column 16: The sample is not known to have a field blance; it is sent for the API to judge. Did you mean balance?
            """,
            warning.Describe(Filter));
    }

    [Fact]
    public void A_long_text_is_shown_only_around_the_place()
    {
        var before = string.Join(" OR ", Enumerable.Repeat("balance = 1", 100));
        var after = string.Join(" OR ", Enumerable.Repeat("balance = 2", 100));

        var lines = Describe($"{before} or {after}").Split('\n');

        Assert.Equal($"...{before[^49..]} or {after[..47]}...", lines[0]);
        Assert.Equal(lines[0].IndexOf("or", StringComparison.Ordinal), lines[1].IndexOf('^', StringComparison.Ordinal));
        Assert.StartsWith($"Column {before.Length + 2}: 'or' does not join conditions: write OR.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_mistake_is_cut_in_the_message_and_under_the_text()
    {
        var lines = Describe("balance = " + new string('x', 10_000)).Split('\n');

        Assert.Equal("balance = " + new string('x', 50) + "...", lines[0]);
        Assert.Equal(new string(' ', 10) + new string('^', 50), lines[1]);
        Assert.StartsWith($"Column 11: '{new string('x', 40)}...' is not a number", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_act_on_a_screen_are_replaced_and_the_caret_stays_in_place() => Assert.Equal(
        "a\uFFFD[31m\uFFFD  \uFFFD\uFFFD = 1\n ^\nColumn 2: The name of a field cannot hold U+001B. " +
        "Allowed here: ASCII letters, digits, underscores and points, beginning with a letter or an underscore.",
        Describe("a\u001B[31m\u202E\t\n\u2028\uD800 = 1"));

    [Fact]
    public void A_description_of_another_text_shows_that_text_and_does_not_fail()
    {
        var error = FilterParser.Parse("balance = 1 AND").Error!;

        Assert.StartsWith("x\n ^\n", error.Describe("x"), StringComparison.Ordinal);
    }

    private static string Describe(string filter) => FilterCheck.Run(filter, SampleResource.Definition).Errors[0].Describe(filter);
}
