using Rutter.Client.Resources;

namespace Rutter.Client.Filtering;

/// <summary>Checks a syntax tree against the fields of an object. Source: seed "Basics", heading "Filtering Objects".</summary>
public static class FilterValidator
{
    /// <summary>
    /// Checks every comparison. Errors: a field that cannot be filtered on or is not spelled as the API does, an operator or a kind of
    /// value that its type does not allow, a timestamp that is not ISO 8601. Warnings: a field that the object is not known to
    /// have (the API's lists grow, so it passes), and AND beside OR without parentheses.
    /// </summary>
    /// <param name="tree">Any tree, however deep.</param>
    /// <param name="definition">The object that the filter is for.</param>
    /// <returns>The tree with everything that was found.</returns>
    public static FilterVerdict Validate(FilterNode tree, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(definition);
        var comparisons = new ComparisonCheck(definition);
        var warnings = comparisons.Warnings;
        foreach (var node in tree.PostOrder())
        {
            if (node is FilterComparison comparison)
            {
                comparisons.Check(comparison);
            }
            else if (node is FilterCombination combination && IsFirstSwitch(combination))
            {
                warnings.Add(SwitchWarning(combination));
            }
        }

        return new FilterVerdict(tree, comparisons.Errors, warnings.Count > 1 ? [.. warnings.OrderBy(warning => warning.Position)] : warnings);
    }

    private static FilterWarning SwitchWarning(FilterCombination combination)
    {
        var (before, after) = combination.Connective == FilterConnective.Or ? ("AND", "OR") : ("OR", "AND");
        return new FilterWarning(
            FilterWarningKind.MixedConnectives,
            combination.ConnectiveSpan,
            $"AND and OR bind equally, from left to right: what {before} joins before this {after} is taken first. Parentheses make it plain.");
    }

    /// <summary>Whether AND and OR meet here for the first time within their parentheses: one warning is enough for each.</summary>
    private static bool IsFirstSwitch(FilterCombination combination)
    {
        if (combination.Left is not FilterCombination { IsParenthesized: false } left || left.Connective == combination.Connective)
        {
            return false;
        }

        // Only the run of equal connectives directly before is walked, so all these walks together pass each node once.
        var first = left;
        while (first.Left is FilterCombination { IsParenthesized: false } earlier && earlier.Connective == left.Connective)
        {
            first = earlier;
        }

        return first.Left is not FilterCombination { IsParenthesized: false };
    }
}
