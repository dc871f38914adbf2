using Rutter.Client.Amounts;

namespace RutterPS.Amounts;

/// <summary>The amounts of one property in one currency and one group.</summary>
public sealed class RutterAmountTotal
{
    internal RutterAmountTotal(AmountTotal total)
    {
        CurrencyCode = total.CurrencyCode;
        Property = total.Property;
        Group = total.Group.Count == 1 ? total.Group[0] : total.Group.Count == 0 ? null : string.Join(", ", total.Group);
        (Count, Sum, Minimum, Maximum) = (total.Count, total.Sum, total.Minimum, total.Maximum);
    }

    /// <summary>The currency of the amounts, as the API sent it.</summary>
    public string CurrencyCode { get; }

    /// <summary>The property that holds the amounts.</summary>
    public string Property { get; }

    /// <summary>The value by which the objects were grouped; several values are joined with commas; null without grouping.</summary>
    public object? Group { get; }

    /// <summary>How many amounts there are.</summary>
    public long Count { get; }

    /// <summary>Their exact sum; null when it has more digits than a decimal holds.</summary>
    public decimal? Sum { get; }

    /// <summary>The smallest amount.</summary>
    public decimal Minimum { get; }

    /// <summary>The largest amount.</summary>
    public decimal Maximum { get; }
}
