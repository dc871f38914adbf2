using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Amounts;
using Xunit;

namespace Rutter.Client.Tests.Amounts;

public sealed class ExactSumTests
{
    [Theory]
    [InlineData("0.1 0.2", "0.3")]
    [InlineData("12.50 1.5", "14.00")]
    [InlineData("", "0")]
    [InlineData("-5 5.000", "0.000")]
    [InlineData("79228162514264337593543950335 1 -1", "79228162514264337593543950335")]
    [InlineData("9999999999999999999999999999 0.5 0.5", "10000000000000000000000000000")]
    [InlineData("79228162514264337593543950335 0.5", null)]
    [InlineData("79228162514264337593543950335 1", null)]
    public void ASumIsExactOrThereIsNone(string amounts, string? expected) =>
        Assert.Equal(expected, Sum(amounts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse))?.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void TheSumOfAnyAmountsIsTheirSumAsFractions() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<decimal[]>().ToArbitrary(),
        amounts =>
        {
            var expected = amounts.Aggregate(BigInteger.Zero, (sum, amount) => sum + Scaled(amount));
            return Sum(amounts) is not { } sum || Scaled(sum) == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheOrderOfAmountsDoesNotMatter() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<decimal[]>().ToArbitrary(),
        amounts => Sum(amounts) == Sum(amounts.Reverse())).QuickCheckThrowOnFailure();

    [Fact]
    public void NoSumCrossesCurrenciesOrGroups()
    {
        var totals = new AmountTotals();
        totals.Add("TotalAmount", "USD", ["a"], 1.10m);
        totals.Add("TotalAmount", "EUR", ["a"], 2);
        totals.Add("TotalAmount", "USD", ["b"], 4);
        totals.Add("TotalAmount", "USD", ["a"], -3);
        totals.Add("AmountDue", "USD", ["a"], 8);
        Assert.Equal(
            [("TotalAmount", "USD", "a", 2L, -1.90m, -3m, 1.10m), ("TotalAmount", "EUR", "a", 1, 2, 2, 2),
                ("TotalAmount", "USD", "b", 1, 4, 4, 4), ("AmountDue", "USD", "a", 1, 8, 8, 8)],
            totals.All.Select(total =>
                (total.Property, total.CurrencyCode, total.Group[0]!.ToString()!, total.Count, total.Sum!.Value, total.Minimum, total.Maximum)));
    }

    private static decimal? Sum(IEnumerable<decimal> amounts)
    {
        var sum = new ExactSum();
        foreach (var amount in amounts)
        {
            sum.Add(amount);
        }

        return sum.ToDecimal();
    }

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    // In units of the smallest decimal there is.
    private static BigInteger Scaled(decimal amount)
    {
        var text = amount.ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        return BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, 28 - decimals);
    }
}
