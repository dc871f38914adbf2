namespace Rutter.Client.Amounts;

/// <summary>The amounts of one property in one currency and group.</summary>
/// <param name="Property">The property that holds the amounts.</param>
/// <param name="CurrencyCode">Their currency.</param>
/// <param name="Group">The values that they were grouped by; empty without grouping.</param>
public sealed class AmountTotal(string Property, string CurrencyCode, IReadOnlyList<object?> Group)
{
    private readonly ExactSum sum = new();

    /// <summary>The property that holds the amounts.</summary>
    public string Property { get; } = Property;

    /// <summary>Their currency, as the API sent it.</summary>
    public string CurrencyCode { get; } = CurrencyCode;

    /// <summary>The values that they were grouped by; empty without grouping.</summary>
    public IReadOnlyList<object?> Group { get; } = Group;

    /// <summary>How many amounts there are.</summary>
    public long Count { get; private set; }

    /// <summary>The exact sum; null when no decimal holds it.</summary>
    public decimal? Sum => sum.ToDecimal();

    /// <summary>The smallest amount.</summary>
    public decimal Minimum { get; private set; } = decimal.MaxValue;

    /// <summary>The largest amount.</summary>
    public decimal Maximum { get; private set; } = decimal.MinValue;

    internal void Add(decimal amount)
    {
        sum.Add(amount);
        Count++;
        Minimum = Math.Min(Minimum, amount);
        Maximum = Math.Max(Maximum, amount);
    }
}

/// <summary>Adds up amounts per currency and group. Amounts of two currencies are never added. Memory grows with the number of groups only.</summary>
public sealed class AmountTotals
{
    private readonly Dictionary<Key, AmountTotal> totals = [];

    /// <summary>One total per property, currency and group, in the order of their first amounts.</summary>
    public IReadOnlyCollection<AmountTotal> All => totals.Values;

    /// <summary>Adds an amount to its total.</summary>
    /// <param name="property">The property that holds it.</param>
    /// <param name="currencyCode">Its currency.</param>
    /// <param name="group">The values to group by. They are compared exactly; text is case-sensitive.</param>
    /// <param name="amount">The amount.</param>
    public void Add(string property, string currencyCode, IReadOnlyList<object?> group, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(group);
        ref var total = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            totals, new Key(property, currencyCode, group), out _);
        total ??= new AmountTotal(property, currencyCode, group);
        total.Add(amount);
    }

    private readonly record struct Key(string Property, string CurrencyCode, IReadOnlyList<object?> Group)
    {
        public bool Equals(Key other) =>
            Property == other.Property && CurrencyCode == other.CurrencyCode && Group.SequenceEqual(other.Group);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(Property);
            hash.Add(CurrencyCode);
            foreach (var value in Group)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
