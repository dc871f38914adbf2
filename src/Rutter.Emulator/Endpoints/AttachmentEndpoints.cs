using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Endpoints;

/// <summary>
/// The files that are attached to an object: uploaded as base64, listed, fetched and downloaded. Source: the description; that the file travels as
/// base64
/// is this emulator's decision.
/// </summary>
internal sealed class AttachmentEndpoint(ObjectDescription owner, Operation operation) : OperationEndpoint(operation)
{
    protected override Response Respond(ApiRequest request)
    {
        var path = Operation.Path.Split('/');
        if (Operation.Method == "GET")
        {
            request.Data.Connection.CheckReady(request.Query);
        }

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

        return Operation.Method == "POST" ? One(request, Add(request, ownerId)) : List(request, ownerId);
    }

    private Attachment Find(ApiRequest request, string id) => request.Data.Attachments.Find(owner, id) ?? throw ApiError.Gone("attachment", id);

    private Attachment Add(ApiRequest request, string ownerId)
    {
        var body = CheckedBody.Parse(request);
        BodyChecker.Check(body, "body", Operation.Body!);
        var file = body.GetProperty("file").GetString()!;
        var name = body.GetProperty("file_name").GetString()!;
        if (name.Length == 0)
        {
            throw ApiError.InvalidBody("'file_name' must be a string that is not empty.");
        }

        var content = new byte[file.Length];
        if (!Convert.TryFromBase64String(file, content, out var length))
        {
            throw ApiError.InvalidBody("'file' must be base64.");
        }

        var attachment = new Attachment(request.Data.NewId(), owner, ownerId, name, content[..length], request.Data.Now);
        request.Data.Attachments.Add(attachment);
        return attachment;
    }

    private Response List(ApiRequest request, string ownerId) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("attachments");
        foreach (var attachment in request.Data.Attachments.Of(owner, ownerId))
        {
            Write(json, attachment, request.State);
        }

        json.WriteEndArray();
        WriteConnection(json, request);
        json.WriteEndObject();
    });

    private Response One(ApiRequest request, Attachment attachment) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("attachment");
        Write(json, attachment, request.State);
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

    private static void Write(Utf8JsonWriter json, Attachment attachment, EmulatorState state)
    {
        json.WriteStartObject();
        json.WriteString("id", attachment.Id);
        json.WriteString("platform_id", attachment.Id[..8]);
        json.WriteString("attached_to_id", attachment.OwnerId);
        json.WriteString("file_name", attachment.FileName);
        json.WriteString("file_url", $"{state.BaseUri}/{attachment.Owner.Path}/{attachment.OwnerId}/attachments/{attachment.Id}/file");
        json.WriteString("attached_to_type", attachment.Owner.ItemKey);
        json.WriteString("created_at", Timestamps.Format(attachment.CreatedAt));
        json.WriteEndObject();
    }
}
