using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>What holds for every tree and for every text.</summary>
public class FilterPropertyTests
{
    private static readonly Config ManyTimes = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Parsing_what_was_printed_gives_an_equal_tree() =>
        Check.One(ManyTimes, Prop.ForAll(FilterGenerators.Trees.ToArbitrary(), tree =>
        {
            var again = FilterParser.Parse(FilterPrinter.Print(tree)).Tree;
            return tree.Equals(again) && again.Equals(tree) && tree.GetHashCode() == again.GetHashCode();
        }));

    [Fact]
    public void A_chain_without_parentheses_groups_from_left_to_right() =>
        Check.One(ManyTimes, Prop.ForAll(FilterGenerators.Chains.ToArbitrary(), chain =>
        {
            var text = Write(chain.First) + string.Concat(
                chain.Others.Select(item => $" {item.Connective.ToString().ToUpperInvariant()} {Write(item.Next)}"));
            var expected = chain.Others.Aggregate(
                chain.First, (sofar, item) => item.Connective == FilterConnective.And ? sofar && item.Next : sofar || item.Next);
            return Evaluate(FilterParser.Parse(text).Tree!) == expected;
        }));

    [Fact]
    public void Any_text_is_a_filter_or_has_an_error_inside_it() =>
        Check.One(ManyTimes, Prop.ForAll(FilterGenerators.Texts.ToArbitrary(), text =>
        {
            var result = FilterParser.Parse(text);
            return result.IsFilter
                ? result.Error is null && result.Tree.PostOrder().OfType<FilterComparison>().All(comparison => StandsIn(text, comparison))
                : result.Tree is null && result.Error.Expected.Length > 0 && IsInside(text, result.Error.Span);
        }));

    [Fact]
    public void Findings_are_inside_the_text_and_fit_for_a_screen() =>
        Check.One(ManyTimes, Prop.ForAll(FilterGenerators.Texts.ToArbitrary(), text =>
        {
            var verdict = FilterCheck.Run(text, SampleResource.Definition);
            return verdict.Tree is null == (FilterParser.Parse(text).Error is not null)
                && verdict.Errors.Concat<FilterDiagnostic>(verdict.Warnings).All(
                    finding => IsInside(text, finding.Span) && IsFitForAScreen(finding.Describe(text)));
        }));

    [Fact]
    public void A_text_that_is_a_filter_means_what_its_canonical_text_means() =>
        Check.One(ManyTimes, Prop.ForAll(FilterGenerators.Texts.ToArbitrary(), text =>
        {
            var tree = FilterParser.Parse(text).Tree;
            return tree is null || tree.Equals(FilterParser.Parse(tree.ToString()).Tree);
        }));

    private static bool StandsIn(string text, FilterComparison comparison) =>
        Cut(text, comparison.FieldSpan) == comparison.Field
        && Cut(text, comparison.OperatorSpan) == comparison.Operator.Symbol()
        && Cut(text, comparison.Value.Span) == comparison.Value.ToString();

    private static bool IsInside(string text, FilterSpan span) => span is { Start: >= 0, Length: >= 0 } && span.End <= text.Length;

    private static bool IsFitForAScreen(string description) =>
        description.Split('\n') is { Length: 3 } lines && !lines.Any(line => line.Any(char.IsControl));

    private static string Cut(string text, FilterSpan span) => text.Substring(span.Start, span.Length);

    private static string Write(bool value) => value ? "t = 1" : "f = 1";

    private static bool Evaluate(FilterNode tree)
    {
        var values = new Stack<bool>();
        foreach (var node in tree.PostOrder())
        {
            if (node is FilterCombination combination)
            {
                var (right, left) = (values.Pop(), values.Pop());
                values.Push(combination.Connective == FilterConnective.And ? left && right : left || right);
            }
            else
            {
                values.Push(((FilterComparison)node).Field == "t");
            }
        }

        return values.Pop();
    }
}
