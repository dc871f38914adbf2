using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Resources.Metrics;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Metrics;

/// <summary>What metrics are calculated from. Source: the description, <c>/accounting/metrics</c> and <c>/commerce/metrics</c>.</summary>
public enum MetricArea
{
    /// <summary>The books.</summary>
    Accounting,

    /// <summary>A shop.</summary>
    Commerce,
}

/// <summary>Reads the metrics that Rutter calculates.</summary>
public sealed class MetricClient
{
    private readonly RequestSender sender;

    internal MetricClient(RequestSender sender) => this.sender = sender;

    /// <summary>Reads a metric, with a value for each time that Rutter has.</summary>
    /// <param name="area">What it is calculated from.</param>
    /// <param name="name">Its API name: <c>net_income</c>.</param>
    /// <param name="forceFetch">Whether to answer although the connection's first download is not complete.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The values, in the order of the API.</returns>
    /// <exception cref="ArgumentException">The name cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such metric, or the request failed.</exception>
    public ValueTask<IReadOnlyList<MetricValue>> ReadAsync(
        MetricArea area, string name, bool forceFetch = false, CancellationToken cancellationToken = default)
    {
        var request = new RutterRequest
        {
            Method = HttpMethod.Get,
            Path = $"{(area == MetricArea.Accounting ? "accounting" : "commerce")}/metrics/{PathSegment.FromRutterId(name)}",
            Query = RequestQuery.Of(RequestQuery.ForceFetch(forceFetch)),
        };
        return sender.SendAsync<MetricResponse, IReadOnlyList<MetricValue>>(
            request, MetricJson.Default.MetricResponse, response => ValuesOf(name, response), name, cancellationToken);
    }

    // Another metric, or none, must not pass for one without values.
    private static List<MetricValue>? ValuesOf(string name, MetricResponse response)
    {
        if (response.Metrics?.GetValueOrDefault(name) is not { ValueKind: JsonValueKind.Array } found)
        {
            return null;
        }

        var values = found.Deserialize(MetricJson.Default.ListMetricValue)!;
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i]
                ?? throw new UnexpectedResponseException(TransportErrors.UnreadableResponse, $"Number {i + 1} of its '{name}' is null.");
            value.Name = name;
            value.Checkpoint = response.Checkpoint;
            Envelope.Stamp(value, response.Connection);
        }

        return values;
    }
}

/// <summary><c>{checkpoint, net_income: [], connection: {}}</c>.</summary>
internal sealed record MetricResponse(DateTimeOffset? Checkpoint, ConnectionReference? Connection)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Metrics { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(MoneyConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(MetricResponse))]
[JsonSerializable(typeof(List<MetricValue>))]
internal sealed partial class MetricJson : JsonSerializerContext;
