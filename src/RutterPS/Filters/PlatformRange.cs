using Rutter.Client.Filtering;
using Rutter.Client.Json;
using Rutter.Client.Listing;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>
/// A filter as the time parameters of a platform that takes no filter: <c>updated_at_min</c>, <c>updated_at_max</c> and
/// <c>last_synced_at_min</c>, all inclusive and in whole milliseconds. What they cannot say exactly (an exclusive bound, a fraction of a
/// millisecond) they say too widely, and <see cref="Holds"/> takes the rest away, so nothing is lost and nothing is too much.
/// Source: seed "Bank Transfers", heading "List Bank Transfers".
/// </summary>
internal sealed class PlatformRange
{
    private readonly List<(string Property, FilterOperator Operator, DateTimeOffset Value)> conditions = [];

    /// <summary>The comparisons that the platform cannot make; where there is one, nothing may be sent.</summary>
    public List<FilterComparison> Impossible { get; } = [];

    /// <summary>Whether OR joins something, which no time parameters can say.</summary>
    public bool HasAlternatives { get; private init; }

    public bool IsPossible => Impossible.Count == 0 && !HasAlternatives;

    public static PlatformRange Of(FilterNode tree, ResourceDefinition definition)
    {
        var nodes = tree.PostOrder();
        var range = new PlatformRange { HasAlternatives = nodes.OfType<FilterCombination>().Any(combination => combination.Connective == FilterConnective.Or) };
        foreach (var comparison in nodes.OfType<FilterComparison>())
        {
            range.Add(comparison, definition);
        }

        return range;
    }

    /// <summary>The query with the range in the place of the filter, narrowed by the bounds that the query has already.</summary>
    public ListQuery ApplyTo(ListQuery query) => query with
    {
        Filter = null,
        UpdatedAtMin = Later(query.UpdatedAtMin, Bound("UpdatedAt", isLower: true)),
        UpdatedAtMax = Earlier(query.UpdatedAtMax, Bound("UpdatedAt", isLower: false)),
        LastSyncedAtMin = Later(query.LastSyncedAtMin, Bound("LastSyncedAt", isLower: true)),
    };

    /// <summary>Whether an object is in the range, by the letter of the filter.</summary>
    public bool Holds(RutterObject item) => conditions.All(condition =>
        item.GetType().GetProperty(condition.Property)?.GetValue(item) is DateTimeOffset instant && Compare(instant, condition.Operator, condition.Value));

    private void Add(FilterComparison comparison, ResourceDefinition definition)
    {
        var canBe = comparison.Field switch
        {
            "updated_at" => true,
            "last_synced_at" => comparison.Operator is FilterOperator.Greater or FilterOperator.GreaterOrEqual,
            _ => false,
        };
        if (canBe && definition.FindField(comparison.Field) is { } field && Instant.TryParse(comparison.Value.Text, out var instant))
        {
            conditions.Add((field.Name, comparison.Operator, instant));
        }
        else
        {
            Impossible.Add(comparison);
        }
    }

    private DateTimeOffset? Bound(string property, bool isLower)
    {
        var bounds = conditions
            .Where(condition => condition.Property == property && (condition.Operator == FilterOperator.Equal
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

    private static DateTimeOffset? Later(DateTimeOffset? first, DateTimeOffset? second) => first is null || second > first ? second ?? first : first;

    private static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) => first is null || second < first ? second ?? first : first;
}
