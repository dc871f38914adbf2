using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Listing;

/// <summary>
/// One object, with its platform data as in the API's example: the one with the id in the path, or the only one. Source: "Bank
/// Transfers", heading "Fetch a Bank Transfer".
/// </summary>
internal sealed class FetchEndpoint(ObjectDescription description, Operation operation) : OperationEndpoint(operation)
{
    private readonly bool isSingle = !operation.Path.EndsWith('}');

    protected override Response Respond(ApiRequest request)
    {
        var data = request.Data;
        data.Connection.CheckSupport(request.Query, "id_type");
        var isPlatformId = request.Query.OneOf("id_type", "rutter", "platform") == "platform";
        _ = Operation.Query("expand") is { } expand ? request.Query.OneOf("expand", [.. expand.Schema.Values]) : null;
        data.Connection.CheckReady(request.Query);
        var item = Find(data.Store(description), request.Id, isPlatformId) ?? throw ApiError.Gone(description.Name, request.Id);
        return Response.Json(200, json =>
        {
            var property = Operation.ResponseProperty;
            var isList = property?.Schema.Types.HasFlag(JsonTypes.Array) == true;
            if (property is null)
            {
                item.WriteWithPlatformData(json, data.Connection.Platform ?? "");
                return;
            }

            json.WriteStartObject();
            json.WritePropertyName(property.Name);
            if (isList)
            {
                json.WriteStartArray();
            }

            item.WriteWithPlatformData(json, data.Connection.Platform ?? "");
            if (isList)
            {
                json.WriteEndArray();
            }

            if (Operation.Response!.Property("connection") is not null)
            {
                data.Connection.Write(json);
            }

            json.WriteEndObject();
        });
    }

    private StoredObject? Find(ObjectStore store, string id, bool isPlatformId)
    {
        if (isSingle)
        {
            return store.All() is [var only, ..] ? only : null;
        }

        return isPlatformId
            ? store.TryFindByPlatformId(id, out var byPlatform) ? byPlatform : null
            : store.TryFind(id, out var item) ? item : null;
    }
}
