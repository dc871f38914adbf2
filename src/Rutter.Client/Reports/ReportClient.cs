using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Resources.Reports;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Reports;

/// <summary>Asks for the report on a company. Source: the description, <c>/accounting/reports</c>.</summary>
public sealed class ReportClient
{
    private readonly RequestSender sender;

    internal ReportClient(RequestSender sender) => this.sender = sender;

    /// <summary>Asks for the report.</summary>
    /// <param name="form"><c>TREE</c> or <c>FLAT</c>; null leaves it to the API.</param>
    /// <param name="forceFetch">Whether to answer although the connection's first download is not complete.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The report: the address of a file.</returns>
    /// <exception cref="RutterApiException">There is none, or the request failed.</exception>
    public async ValueTask<Report> GetAsync(string? form = null, bool forceFetch = false, CancellationToken cancellationToken = default)
    {
        var report = await sender.SendAsync(
            new RutterRequest
            {
                Method = HttpMethod.Get,
                Path = "accounting/reports",
                Query = RequestQuery.Of(("filter", form), RequestQuery.ForceFetch(forceFetch)),
            },
            ReportJson.Default.ReportResponse,
            Read,
            "report",
            cancellationToken).ConfigureAwait(false);
        report.ReportUrl = sender.Redactor.CleanValues(report.ReportUrl);
        return report;
    }

    private static Report? Read(ReportResponse response) => response.Report.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Null => throw new UnexpectedResponseException(TransportErrors.NoReport, "Rutter has no report on this company."),
        _ => Stamp(response.Report.Deserialize(ReportJson.Default.Report)!, response.Connection),
    };

    private static Report Stamp(Report report, ConnectionReference? connection)
    {
        Envelope.Stamp(report, connection);
        return report;
    }
}

/// <summary><c>{report: {}}</c>, or null in it.</summary>
internal sealed record ReportResponse(JsonElement Report, ConnectionReference? Connection);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(ReportResponse))]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;
