using Rutter.Client.Json;

namespace RutterPS.Resources;

/// <summary>The -…After and -…Before parameters as conditions of the filter language; both bounds are inclusive.</summary>
internal sealed class TimeRangeFilter(params (string Field, DateTimeOffset? After, DateTimeOffset? Before)[] ranges)
{
    /// <summary>Joins the ranges and a filter by AND; the filter in parentheses, for AND and OR bind equally.</summary>
    public string? CombineWith(string? filter)
    {
        var conditions = ranges.SelectMany(range => new[] { Condition(range.Field, ">=", range.After), Condition(range.Field, "<=", range.Before) }).OfType<string>().ToList();
        if (conditions.Count == 0)
        {
            return filter;
        }

        if (filter is not null)
        {
            conditions.Insert(0, $"({filter})");
        }

        return string.Join(" AND ", conditions);
    }

    private static string? Condition(string field, string comparison, DateTimeOffset? bound) =>
        bound is { } instant ? $"{field} {comparison} \"{Instant.Format(instant)}\"" : null;
}
