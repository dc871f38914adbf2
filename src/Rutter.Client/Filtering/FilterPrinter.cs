using System.Text;

namespace Rutter.Client.Filtering;

/// <summary>Writes a syntax tree as text. Parsing that text gives an equal tree.</summary>
public static class FilterPrinter
{
    /// <summary>Writes a tree with one space around every operator, AND and OR, and the parentheses that the tree has.</summary>
    /// <param name="tree">Any tree, however deep.</param>
    /// <returns>For example <c>document_number = "1196" OR (balance &gt;= 0 AND balance &lt;= 100)</c>.</returns>
    public static string Print(FilterNode tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var text = new StringBuilder();
        var pending = new Stack<object>([tree]);
        while (pending.TryPop(out var next))
        {
            switch (next)
            {
                case FilterCombination combination:
                    PushParts(combination, pending);
                    break;
                case FilterComparison comparison:
                    text.Append(comparison.Field).Append(' ').Append(comparison.Operator.Symbol()).Append(' ').Append(comparison.Value);
                    break;
                default:
                    text.Append((string)next);
                    break;
            }
        }

        return text.ToString();
    }

    private static void PushParts(FilterCombination combination, Stack<object> pending)
    {
        if (combination.IsParenthesized)
        {
            pending.Push(")");
        }

        pending.Push(combination.Right);
        pending.Push(combination.Connective == FilterConnective.And ? " AND " : " OR ");
        pending.Push(combination.Left);
        if (combination.IsParenthesized)
        {
            pending.Push("(");
        }
    }
}
