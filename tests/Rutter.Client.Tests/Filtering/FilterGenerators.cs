using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Filtering;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Random trees, and random texts that are almost filters.</summary>
internal static class FilterGenerators
{
    // Pieces that mean something, pieces that look as if they did, and pieces that break things.
    private static readonly string[] Fragments =
    [
        "balance", "name", "created_at", "CreatedAt", "parent_id", "blance", "x.y", "_", "AND", "OR", "and", "NOT", "ANDOR",
        "=", "~", "<", "<=", ">", ">=", "==", "!=", "(", ")", "((", "))", " ", "  ", "\t", "\n", "\u00A0", "\"", "\"Ru\"", "\"\"", "\"a\nb\"",
        "\"2024-03-01\"", "2024-03-01", "1", "-1", "+1", "1.5", "1.", ".5", "1e5", "99999999999999999999999999999999", "'x'", "null",
        "\\", "\0", "\u001B[31m", "\uD83D", "\uDE00", "\U0001F600", "\u202E", "\uFEFF", "\uFF1D", ",", ";", "%", "$x",
    ];

    public static Gen<string> Texts => Gen.OneOf(
        Gen.Choose(0, char.MaxValue).Select(unit => (char)unit).ArrayOf().Select(units => new string(units)),
        Gen.Elements(Fragments).ArrayOf().Select(string.Concat),
        Gen.Elements(Fragments).ArrayOf().Select(fragments => string.Join(' ', fragments)),
        from tree in Trees
        from position in Gen.Choose(0, 1_000)
        from fragment in Gen.Elements(Fragments)
        select Insert(tree.ToString(), position, fragment));

    public static Gen<FilterNode> Trees => Gen.Sized(TreeOf);

    /// <summary>True or false, joined without parentheses.</summary>
    public static Gen<(bool First, (FilterConnective Connective, bool Next)[] Others)> Chains =>
        from first in Gen.Elements(true, false)
        from others in Connectives.Zip(Gen.Elements(true, false)).ArrayOf()
        select (first, others);

    private static Gen<FilterConnective> Connectives => Gen.Elements(FilterConnective.And, FilterConnective.Or);

    private static Gen<string> Names =>
        from first in Gen.Elements("abzAZ_".ToCharArray())
        from rest in Gen.Elements("abzAZ_09.".ToCharArray()).ArrayOf()
        let name = first + new string(rest)
        where name.ToUpperInvariant() is not ("AND" or "OR" or "NOT")
        select name;

    private static Gen<FilterValue> Values => Gen.OneOf(
        Gen.Choose(0, char.MaxValue).Select(unit => (char)unit)
            .Where(unit => unit != '"' && !char.IsControl(unit) && !char.IsSurrogate(unit))
            .ArrayOf().Select(units => FilterValue.Of(new string(units))),
        Gen.Elements("AND", "a = 1", "(", "\\", "\U0001F600", "2024-03-01", "%22").Select(text => FilterValue.Of(text)),
        ArbMap.Default.GeneratorFor<decimal>().Select(number => FilterValue.Of(number)),
        Gen.Choose(-1_000_000, 1_000_000).Select(cents => FilterValue.Of(cents / 100m)));

    private static Gen<FilterNode> Comparisons =>
        from name in Names
        from comparisonOperator in Gen.Elements(Enum.GetValues<FilterOperator>())
        from value in Values
        select (FilterNode)new FilterComparison(name, comparisonOperator, value);

    private static Gen<FilterNode> TreeOf(int size) => size < 2
        ? Comparisons
        : Gen.OneOf(
            Comparisons,
            from left in TreeOf(size / 2)
            from connective in Connectives
            from right in TreeOf(size / 2)
            from isParenthesized in Gen.Elements(true, false)
            select (FilterNode)new FilterCombination(left, connective, right, isParenthesized));

    private static string Insert(string text, int position, string fragment) => text.Insert(position % (text.Length + 1), fragment);
}
