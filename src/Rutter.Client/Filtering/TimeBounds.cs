using System.Reflection;
using Rutter.Client.Json;
using Rutter.Client.Resources;

namespace Rutter.Client.Filtering;

/// <summary>
/// Turns a filter into the time parameters of platforms without filters: <c>updated_at_min</c>, <c>updated_at_max</c> and
/// <c>last_synced_at_min</c>, all inclusive and in whole milliseconds. Where they cannot be exact (an exclusive bound, a fraction of a millisecond)
/// they ask for too much, and <see cref="Contains"/> removes the rest. Source: "Bank Transfers", heading "List Bank Transfers".
/// </summary>
internal sealed class TimeBounds
{
    private readonly List<(PropertyInfo Property, FilterOperator Operator, DateTimeOffset Value)> conditions = [];

    private TimeBounds(FilterNode? firstOr) => FirstOr = firstOr as FilterCombination;

    /// <summary>The comparisons that the parameters cannot express. If there is one, nothing may be sent.</summary>
    public List<FilterComparison> Impossible { get; } = [];

    /// <summary>The first OR, which time parameters cannot express; null if there is none.</summary>
    public FilterCombination? FirstOr { get; }

    /// <summary>Whether the parameters can express the whole filter.</summary>
    public bool ArePossible => Impossible.Count == 0 && FirstOr is null;

    /// <summary>The value of <c>updated_at_min</c>, or null.</summary>
    public DateTimeOffset? UpdatedAtMin => Bound("UpdatedAt", isLower: true);

    /// <summary>The value of <c>updated_at_max</c>, or null.</summary>
    public DateTimeOffset? UpdatedAtMax => Bound("UpdatedAt", isLower: false);

    /// <summary>The value of <c>last_synced_at_min</c>, or null.</summary>
    public DateTimeOffset? LastSyncedAtMin => Bound("LastSyncedAt", isLower: true);

    /// <summary>Converts a filter.</summary>
    /// <typeparam name="T">The model whose properties are compared.</typeparam>
    /// <param name="tree">The filter.</param>
    public static TimeBounds Of<T>(FilterNode tree)
        where T : RutterObject
    {
        var nodes = tree.PostOrder();
        var bounds = new TimeBounds(nodes.FirstOrDefault(node => node is FilterCombination { Connective: FilterConnective.Or }));
        foreach (var comparison in nodes.OfType<FilterComparison>())
        {
            bounds.Add(comparison, typeof(T));
        }

        return bounds;
    }

    /// <summary>Whether an object matches the filter exactly.</summary>
    public bool Contains(RutterObject item) => conditions.TrueForAll(condition =>
        condition.Property.GetValue(item) is DateTimeOffset instant && Compare(instant, condition.Operator, condition.Value));

    private void Add(FilterComparison comparison, Type model)
    {
        var name = comparison.Field switch
        {
            "updated_at" => "UpdatedAt",
            "last_synced_at" when comparison.Operator is FilterOperator.Greater or FilterOperator.GreaterOrEqual => "LastSyncedAt",
            _ => "",
        };
        if (model.GetProperty(name) is { } property && Instant.TryParse(comparison.Value.Text, out var instant))
        {
            conditions.Add((property, comparison.Operator, instant));
        }
        else
        {
            Impossible.Add(comparison);
        }
    }

    private DateTimeOffset? Bound(string property, bool isLower)
    {
        var bounds = conditions
            .Where(condition => condition.Property.Name == property && (condition.Operator == FilterOperator.Equal
                || isLower == condition.Operator is FilterOperator.Greater or FilterOperator.GreaterOrEqual))
            .Select(condition => isLower ? WholeMillisecondBefore(condition.Value) : WholeMillisecondAfter(condition.Value))
            .ToList();
        return bounds.Count == 0 ? null : isLower ? bounds.Max() : bounds.Min();
    }

    private static bool Compare(DateTimeOffset left, FilterOperator comparison, DateTimeOffset right) => comparison switch
    {
        FilterOperator.Less => left < right,
        FilterOperator.LessOrEqual => left <= right,
        FilterOperator.Greater => left > right,
        FilterOperator.GreaterOrEqual => left >= right,
        _ => left == right,
    };

    private static DateTimeOffset WholeMillisecondBefore(DateTimeOffset value) => value.AddTicks(-(value.UtcTicks % TimeSpan.TicksPerMillisecond));

    private static DateTimeOffset WholeMillisecondAfter(DateTimeOffset value) =>
        WholeMillisecondBefore(value) is var before && before == value ? value : before.AddMilliseconds(1);
}
