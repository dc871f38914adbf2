using Rutter.Client.Jobs;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client.Statements;

/// <summary>Which statements to read. Source: the API's OpenAPI description, <c>/accounting/balance_sheets</c> and the like.</summary>
public sealed record StatementQuery
{
    /// <summary>The first day; null for the API's default.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The last day; null for the API's default.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>What to add: <c>platform_data</c>.</summary>
    public string? Expand { get; init; }

    /// <summary>Whether to answer although the connection's first download is not complete.</summary>
    public bool ForceFetch { get; init; }

    /// <summary>Whether the API responds at once with a job, or waits for the result first.</summary>
    public ResponseMode ResponseMode { get; init; }

    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    internal RutterRequest ToRequest(ResourceDefinition definition)
    {
        if (EndDate < StartDate)
        {
            throw new ArgumentException($"The last day ({EndDate:yyyy-MM-dd}) is before the first ({StartDate:yyyy-MM-dd}).");
        }

        return new()
        {
            Method = HttpMethod.Get,
            Path = definition.Path,
            Query = RequestQuery.Of(
                ("start_date", StartDate is { } start ? Instant.Format(start) : null),
                ("end_date", EndDate is { } end ? Instant.Format(end) : null),
                ("expand", Expand),
                ("response_mode", ResponseMode.ToApiName()),
                RequestQuery.ForceFetch(ForceFetch)),
        };
    }
}
