using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Listing;

/// <summary>A page of objects. Source: seed "Bank Transfers", heading "List Bank Transfers".</summary>
internal sealed class ListEndpoint(EmulatedResource resource) : IEndpoint
{
    private const int TypicalObjectBytes = 900;

    public IReadOnlySet<string> Parameters => ListQuery.Parameters;

    public bool NeedsAccessToken => true;

    public Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var data = request.Data;
        data.Connection.CheckSupport(request.Query, "filter", "sort");
        var query = ListQuery.Parse(resource, request.Query);
        data.Connection.CheckReady(request.Query);
        var (page, hasMore) = Read(data.Store(resource).InOrder(query.Order), query);
        return Task.FromResult(Response.Json(200, json => Write(json, page, hasMore, query, data), (page.Count + 1) * TypicalObjectBytes));
    }

    private static (List<StoredObject> Page, bool HasMore) Read(StoredObject[] objects, ListQuery query)
    {
        var page = new List<StoredObject>(Math.Min(query.Limit, objects.Length));
        for (var i = Start(objects, query); i < objects.Length; i++)
        {
            if (!query.Matches(objects[i]))
            {
                continue;
            }

            if (page.Count == query.Limit)
            {
                return (page, true);
            }

            page.Add(objects[i]);
        }

        return (page, false);
    }

    /// <summary>The first object behind the cursor, whether or not the cursor's own object is still there.</summary>
    private static int Start(StoredObject[] objects, ListQuery query)
    {
        if (query.Position is null)
        {
            return 0;
        }

        int low = 0, high = objects.Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (query.Order.Compare(objects[middle], query.Position) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Write(Utf8JsonWriter json, List<StoredObject> page, bool hasMore, ListQuery query, ConnectionData data)
    {
        json.WriteStartObject();
        json.WriteStartArray(resource.Definition.ListKey);
        foreach (var item in page)
        {
            resource.Write(json, item, data, query.WithPlatformData);
        }

        json.WriteEndArray();
        json.WriteString("next_cursor", hasMore ? Cursor.Encode(query, resource, page[^1]) : null);
        data.Connection.Write(json);
        json.WriteEndObject();
    }
}
