using System.Buffers;
using System.Globalization;
using System.Text;
using Rutter.Client.Json;
using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>
/// Turns .NET values into the text of a filter. All values pass here, so that none can become more than a value.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public static class FilterText
{
    private static readonly SearchValues<char> SuspectCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(unit => (char)unit).Where(IsSuspect)]);

    /// <summary>Puts a string in double quotes.</summary>
    /// <param name="value">Any text without double quotes, control characters (including line ends and tabs) and lone surrogates.</param>
    /// <returns>The text in quotes. The language has no escapes, so a backslash is a backslash.</returns>
    /// <exception cref="ArgumentException">A filter cannot hold one of the characters; the message says which and where.</exception>
    public static string Quote(string value)
    {
        ThrowIfForbidden(value);
        return $"\"{value}\"";
    }

    /// <summary>Writes an instant as Rutter does, in UTC, in double quotes.</summary>
    /// <param name="value">Any instant.</param>
    /// <returns>For example <c>"2024-04-29T20:35:14.000Z"</c>, with the quotes.</returns>
    public static string Quote(DateTimeOffset value) => $"\"{Instant.Format(value)}\"";

    /// <summary>Writes a number with all its digits and a decimal point in every culture.</summary>
    /// <param name="value">Any decimal.</param>
    /// <returns>For example <c>-100.50</c>; never an exponent, never quotes.</returns>
    public static string Format(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Joins a filter and conditions with AND. The filter gets parentheses, because AND and OR have the same precedence.</summary>
    /// <param name="filter">A filter; null for none.</param>
    /// <param name="conditions">The additional conditions.</param>
    /// <returns>The unchanged filter if there are no conditions; null if there is neither.</returns>
    public static string? And(string? filter, params FilterNode[] conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        if (conditions.Length == 0)
        {
            return filter;
        }

        // The API may know more of the language than this parser, so an unknown filter is joined as text.
        var tree = filter is null ? null : FilterParser.Parse(filter).Tree;
        var joined = (tree is null ? conditions : conditions.Prepend(tree))
            .Select(node => node is FilterCombination combination ? combination.InParentheses(combination.Span) : node)
            .Aggregate((left, right) => new FilterCombination(left, FilterConnective.And, right));
        return filter is null || tree is not null ? FilterPrinter.Print(joined) : $"({filter}) AND {FilterPrinter.Print(joined)}";
    }

    internal static void ThrowIfForbidden(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (IndexOfForbidden(value) is var index and >= 0)
        {
            throw new ArgumentException($"{Refusal(value[index])} It is character {index + 1} of the value.", nameof(value));
        }
    }

    /// <summary>The index of the first character that a quoted value cannot hold, or -1.</summary>
    internal static int IndexOfForbidden(ReadOnlySpan<char> value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            var next = value[index..].IndexOfAny(SuspectCharacters);
            if (next < 0)
            {
                return -1;
            }

            index += next;
            if (!IsPairAt(value, index))
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    /// <summary>Explains why a value cannot hold a character that <see cref="IndexOfForbidden"/> found.</summary>
    internal static string Refusal(char forbidden) => forbidden switch
    {
        '"' => "A value cannot hold a double quote: the filter language has no escape for one.",
        _ when char.IsSurrogate(forbidden) =>
            $"A value cannot hold {DisplayText.Character(forbidden)}: it is one half of a character, and sending would change it.",
        _ => $"A value cannot hold the control character {DisplayText.Character(forbidden)}.",
    };

    private static bool IsSuspect(char unit) => unit == '"' || char.IsControl(unit) || char.IsSurrogate(unit);

    private static bool IsPairAt(ReadOnlySpan<char> value, int index) =>
        char.IsHighSurrogate(value[index]) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]);
}

/// <summary>Writes a syntax tree as text. Parsing that text gives an equal tree.</summary>
public static class FilterPrinter
{
    /// <summary>Writes a tree with its parentheses, and one space around every operator, AND and OR.</summary>
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
