using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Listing;

/// <summary>A page of objects. Source: "Bank Transfers", heading "List Bank Transfers".</summary>
internal sealed class ListEndpoint(ObjectDescription description, Operation operation) : OperationEndpoint(operation)
{
    private const int TypicalObjectBytes = 900;

    private readonly bool hasCursor = operation.Response!.Property("next_cursor") is not null;
    private readonly bool hasConnection = operation.Response!.Property("connection") is not null;

    protected override Response Respond(ApiRequest request)
    {
        var data = request.Data;
        data.Connection.CheckSupport(request.Query, "filter", "sort");
        var query = new ListRequest(description, Operation, request.Query);
        data.Connection.CheckReady(request.Query);
        var (page, hasMore) = Read(data.Store(description).InOrder(query.Order, query.Order.ToString()), query);
        return Response.Json(200, json => Write(json, page, hasMore, query, data), (page.Count + 1) * TypicalObjectBytes);
    }

    private static (List<StoredObject> Page, bool HasMore) Read(StoredObject[] objects, ListRequest query)
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

    /// <summary>The first object after the cursor, even if the cursor's own object no longer exists.</summary>
    private static int Start(StoredObject[] objects, ListRequest query)
    {
        if (query.Position is null)
        {
            return 0;
        }

        int low = 0, high = objects.Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (query.Order.Compare(objects[middle], query.Position.Values, query.Position.Id) <= 0)
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

    private void Write(Utf8JsonWriter json, List<StoredObject> page, bool hasMore, ListRequest query, ConnectionData data)
    {
        json.WriteStartObject();
        json.WriteStartArray(description.ListKey);
        foreach (var item in page)
        {
            if (query.WithPlatformData)
            {
                item.WriteWithPlatformData(json, data.Connection.Platform!);
            }
            else
            {
                item.Write(json);
            }
        }

        json.WriteEndArray();
        if (hasCursor)
        {
            json.WriteString("next_cursor", hasMore ? Cursor.Encode(query, page[^1]) : null);
        }

        if (hasConnection)
        {
            data.Connection.Write(json);
        }

        json.WriteEndObject();
    }
}
