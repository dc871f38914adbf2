using System.Text.Json.Serialization;

namespace Rutter.Client.Resources.Metrics;

/// <summary>What a metric was over a time. Source: the description, schemas <c>AccountingMetric</c> and <c>CommerceMetric</c>.</summary>
public sealed class MetricValue : RutterObject
{
    /// <summary>The metric, by the API's name: <c>net_income</c>.</summary>
    [JsonIgnore, JsonPropertyName("(name)")]
    public string Name { get; internal set; } = "";

    /// <summary>The first day.</summary>
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>The last day.</summary>
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>The ISO 4217 code of the currency; ratios have one too.</summary>
    public string? Currency { get; set; }

    /// <summary>The value: an amount in units of the currency, a count or a ratio, as the metric is.</summary>
    public decimal? Value { get; set; }

    /// <summary>As of when Rutter calculated it.</summary>
    [JsonIgnore, JsonPropertyName("(checkpoint)")]
    public DateTimeOffset? Checkpoint { get; internal set; }
}
