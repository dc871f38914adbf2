using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Endpoints;

/// <summary>
/// The deletions, oldest first. A platform whose deletions are not monitored has none. Source: "Events" of 2024-08-31; that
/// <c>data</c> holds the object's ids is this emulator's decision, for the page says only that it is there.
/// </summary>
internal sealed class EventsEndpoint : IEndpoint
{
    private static readonly string[] MonitoredPlatforms = ["QUICKBOOKS", "NETSUITE"];

    public IReadOnlySet<string> Parameters => EventsQuery.Parameters;

    public bool NeedsAccessToken => true;

    public Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var query = new EventsQuery(request.Query);
        var isMonitored = MonitoredPlatforms.Contains(request.Data.Connection.Platform);
        List<Deletion> found = isMonitored ? [.. request.Data.Deletions.InOrder().Where(query.Matches).Take(query.Limit + 1)] : [];
        var page = found.Take(query.Limit).ToList();
        return Task.FromResult(Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("events");
            page.ForEach(deletion => Write(json, deletion, query.WithPlatformData, request.Data));
            json.WriteEndArray();
            json.WriteString("next_cursor", found.Count > page.Count ? query.CursorAfter(page[^1]) : null);
            json.WriteEndObject();
        }));
    }

    private static void Write(Utf8JsonWriter json, Deletion deletion, bool withPlatformData, ConnectionData data)
    {
        var item = deletion.Item;
        json.WriteStartObject();
        json.WriteString("id", deletion.Id);
        json.WriteStartObject("data");
        json.WriteString("id", item.Id);
        json.WriteString("platform_id", item.PlatformId);
        if (withPlatformData)
        {
            item.WritePlatformData(json, data.Connection.Platform!);
        }

        json.WriteEndObject();
        json.WriteString("resource", EventResources.NameOf(item.Description));
        json.WriteString("type", EventsQuery.DeletedType);
        json.WritePropertyName("last_synced_at");
        FieldValue.Write(json, deletion.At);
        json.WriteEndObject();
    }
}
