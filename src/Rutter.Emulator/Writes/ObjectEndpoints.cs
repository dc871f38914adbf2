using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Writes;

/// <summary>Creates an object. Source: "Bank Transfers", heading "Create a Bank Transfer".</summary>
internal sealed class CreateEndpoint(ObjectDescription description, Operation operation) : WriteEndpoint(operation)
{
    protected override CheckedBody ReadBody(ApiRequest request) => CheckedBody.Read(request, Operation);

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        var item = PlatformChanges.NewObject(request.Data, request.Data.Store(description));
        foreach (var (place, value) in request.PathValues.Where(place => description.IndexOf(ParentField(place.Key)) >= 0))
        {
            item[ParentField(place)] = value;
        }

        var created = ObjectWriter.Write(request, description, Operation, item, body, current: null);
        return ObjectWriter.ToResponse(created, request.Data, Operation);
    }

    // A fulfilment belongs to the order of its path, a variant to the product.
    private string ParentField(string place) => place == "id" ? $"{Operation.Path.Split('/')[0].TrimEnd('s')}_id" : place;
}

/// <summary>Updates an object. Source: "Bank Transfers", heading "Update a Bank Transfer".</summary>
internal sealed class UpdateEndpoint(ObjectDescription description, Operation operation) : WriteEndpoint(operation)
{
    protected override CheckedBody ReadBody(ApiRequest request) => CheckedBody.Read(request, Operation);

    protected override void CheckAcceptable(ApiRequest request) => Current(request);

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        // Look it up again, because it may have been deleted since the job was accepted.
        var current = Current(request);
        var updated = ObjectWriter.Write(request, description, Operation, current.ToJson(), body, current);
        return ObjectWriter.ToResponse(updated, request.Data, Operation);
    }

    private StoredObject Current(ApiRequest request) => request.Data.Store(description).TryFind(request.Id, out var current)
        ? current
        : throw ApiError.Gone(description.Name, request.Id);
}

/// <summary>
/// Deletes an object. Source: "Bank Transfers", heading "Delete a Bank Transfer"; the code <c>not_found</c>, and that a deletion needs no
/// key, from the OpenAPI description and the guide.
/// </summary>
internal sealed class DeleteEndpoint(ObjectDescription description, Operation operation) : WriteEndpoint(operation)
{
    protected override bool HonoursKey => false;

    protected override CheckedBody ReadBody(ApiRequest request) => CheckedBody.Read(request, Operation);

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        var current = request.Data.Store(description).TryFind(request.Id, out var item) ? item : null;
        if (current is not null)
        {
            Settlement.Undo(request.Data, current);
        }

        var isDeleted = request.Data.Remove(description, request.Id);
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            foreach (var property in Operation.Response?.Properties ?? [])
            {
                WriteResult(json, property.Name, isDeleted, request);
            }

            json.WriteEndObject();
        });
    }

    private static void WriteResult(Utf8JsonWriter json, string name, bool isDeleted, ApiRequest request)
    {
        switch (name)
        {
            case "code":
                json.WriteString(name, isDeleted ? "deleted" : "not_found");
                break;
            case "success":
                json.WriteBoolean(name, isDeleted);
                break;
            case "productId":
                json.WriteString(name, request.PathValues["id"]);
                break;
            default:
                json.WriteString(name, request.Id);
                break;
        }
    }
}

/// <summary>The base of create and update.</summary>
internal static class ObjectWriter
{
    /// <summary>Makes and stores the object of a body.</summary>
    /// <exception cref="ApiError">The platform refuses.</exception>
    public static StoredObject Write(ApiRequest request, ObjectDescription description, Operation operation, JsonObject item, CheckedBody body,
        StoredObject? current)
    {
        var data = request.Data;
        var projection = new BodyProjection(data.Now);
        if (body.Payload.ValueKind == JsonValueKind.Object)
        {
            new ReferenceChecker(data, description.Noun).Check(body.Payload, operation.BodyProperty?.Schema ?? description.Schema);
            projection.Apply(item, body.Payload, description.Schema);
        }

        PlatformChanges.SetTime(description, item, "updated_at", data.Now);
        PlatformChanges.SetTime(description, item, "last_synced_at", data.Now);
        projection.Complete(item, description.Schema);
        new PlatformRules(data, description).Apply(item, body.Payload, current);
        if (description.IndexOf("platform_url") >= 0 && item["platform_url"] is null && item["platform_id"] is { } platformId)
        {
            item["platform_url"] = data.Connection.UrlOf(description.Noun == "BankTransfer" ? "transfers" : description.ListKey, (string)platformId!);
        }

        var written = ObjectReader.Read(description, item);
        data.Put(written);
        return written;
    }

    /// <summary>The response to a create or update: the object without a connection. Source: "Bank Transfers", "Response Body".</summary>
    public static Response ToResponse(StoredObject item, ConnectionData data, Operation operation) => Response.Json(200, json =>
    {
        if (operation.ResponseProperty is not { } property)
        {
            item.WriteWithPlatformData(json, data.Connection.Platform ?? "");
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName(property.Name);
        item.WriteWithPlatformData(json, data.Connection.Platform ?? "");
        json.WriteEndObject();
    });
}
