using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Filtering;

namespace Rutter.Emulator.Tests.Listing;

/// <summary>The evaluator against a second, recursive one that shares nothing with it but the language.</summary>
public sealed class FilterPropertyTests
{
    [Fact]
    public void Any_filter_agrees_with_its_meaning() => Prop.ForAll(Cases().ToArbitrary(), test =>
    {
        var (condition, balances) = test;
        var filter = FilterEvaluator.Parse(ApiDescription.Instance.Object("Account"), condition.Text);
        return balances.All(balance => filter.Matches(Account(balance)) == condition.Holds(balance));
    }).QuickCheckThrowOnFailure();

    private static Gen<(Condition, decimal?[])> Cases() =>
        from condition in Conditions(4)
        from balances in Balance().ArrayOf(8)
        select (condition, balances);

    private static Gen<decimal?> Balance() => Gen.OneOf(Gen.Constant((decimal?)null), Gen.Choose(-3, 3).Select(number => (decimal?)(number / 2m)));

    private static Gen<Condition> Conditions(int depth) => depth == 0 ? Comparisons() : Gen.OneOf(Comparisons(), Combinations(depth));

    private static Gen<Condition> Comparisons() =>
        from symbol in Gen.Elements("=", "<", "<=", ">", ">=")
        from value in Gen.Choose(-3, 3).Select(number => number / 2m)
        select new Condition(
            FormattableString.Invariant($"balance {symbol} {value}"),
            balance => balance is { } number && Compare(symbol, number, value));

    private static Gen<Condition> Combinations(int depth) =>
        from left in Conditions(depth - 1)
        from right in Conditions(depth - 1)
        from isAnd in Gen.Elements(true, false)
        select new Condition(
            $"({left.Text}) {(isAnd ? "AND" : "OR")} ({right.Text})",
            balance => isAnd ? left.Holds(balance) && right.Holds(balance) : left.Holds(balance) || right.Holds(balance));

    private static bool Compare(string symbol, decimal left, decimal right) => symbol switch
    {
        "=" => left == right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    };

    private static StoredObject Account(decimal? balance) =>
        ObjectReader.Read(ApiDescription.Instance.Object("Account"), new JsonObject { ["id"] = "a", ["platform_id"] = "b", ["balance"] = balance });

    private sealed record Condition(string Text, Func<decimal?, bool> Holds)
    {
        public override string ToString() => Text;
    }
}
