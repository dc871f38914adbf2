using System.Text.Json;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Endpoints;

/// <summary>
/// The files that are attached to an object: listed, fetched and downloaded. Source: the description.
/// </summary>
internal sealed class AttachmentEndpoint(ObjectDescription owner, Operation operation) : OperationEndpoint(operation)
{
    protected override Response Respond(ApiRequest request)
    {
        var path = Operation.Path.Split('/');
        request.Data.Connection.CheckReady(request.Query);
        // .../attachments/{id} is a file by its own id; in all other paths the id is that of the object.
        if (path[^2] == "attachments" && path[^1] == "{id}")
        {
            return One(request, Find(request, request.Id));
        }

        var ownerId = request.PathValues["id"];
        if (!request.Data.Store(owner).TryFind(ownerId, out _))
        {
            throw ApiError.Gone(owner.Name, ownerId);
        }

        if (path[^1] == "file")
        {
            return new Response(200, Find(request, request.PathValues["attachmentId"]).Content) { ContentType = "application/octet-stream" };
        }

        return List(request, ownerId);
    }

    private Attachment Find(ApiRequest request, string id) => request.Data.Attachments.Find(owner, id) ?? throw ApiError.Gone("attachment", id);

    private Response List(ApiRequest request, string ownerId) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("attachments");
        foreach (var attachment in request.Data.Attachments.Of(owner, ownerId))
        {
            attachment.Write(json, request.State.BaseUri);
        }

        json.WriteEndArray();
        WriteConnection(json, request);
        json.WriteEndObject();
    });

    private Response One(ApiRequest request, Attachment attachment) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("attachment");
        attachment.Write(json, request.State.BaseUri);
        WriteConnection(json, request);
        json.WriteEndObject();
    });

    private void WriteConnection(Utf8JsonWriter json, ApiRequest request)
    {
        if (Operation.Response?.Property("connection") is not null)
        {
            request.Data.Connection.Write(json);
        }
    }
}

/// <summary>
/// Attaches a file. Like every write it is a job, under an idempotency key. Source: the description; that the file travels as base64 is this
/// emulator's decision.
/// </summary>
internal sealed class AddAttachmentEndpoint(ObjectDescription owner, Operation operation) : WriteEndpoint(operation)
{
    protected override CheckedBody ReadBody(ApiRequest request)
    {
        var body = CheckedBody.Parse(request);
        BodyChecker.Check(body, "body", Operation.Body!);
        if (body.GetProperty("file_name").GetString()!.Length == 0)
        {
            throw ApiError.InvalidBody("'file_name' must be a string that is not empty.");
        }

        return body.GetProperty("file").TryGetBytesFromBase64(out _)
            ? new CheckedBody(false, body, body)
            : throw ApiError.InvalidBody("'file' must be base64.");
    }

    protected override void CheckAcceptable(ApiRequest request)
    {
        if (!request.Data.Store(owner).TryFind(request.PathValues["id"], out _))
        {
            throw ApiError.Gone(owner.Name, request.PathValues["id"]);
        }
    }

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        var content = body.Payload.GetProperty("file").GetBytesFromBase64();
        var name = body.Payload.GetProperty("file_name").GetString()!;
        var attachment = new Attachment(request.Data.NewId(), owner, request.PathValues["id"], name, content, request.Data.Now);
        request.Data.Attachments.Add(attachment);
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("attachment");
            attachment.Write(json, request.State.BaseUri);
            json.WriteEndObject();
        });
    }
}
