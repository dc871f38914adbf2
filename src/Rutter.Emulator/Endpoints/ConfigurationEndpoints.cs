using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Endpoints;

/// <summary>
/// Keeps what is to be synced of a connection or platform. That there is one at most, and none at the start, is the emulator's own decision.
/// Source: the description.
/// </summary>
internal sealed class SyncConfigurationEndpoint(Operation operation) : OperationEndpoint(operation)
{
    protected override Response Respond(ApiRequest request)
    {
        var owner = $"{(Operation.Path.Contains("/platforms/", StringComparison.Ordinal) ? "platform" : "connection")} {request.Id}";
        if (request.PathValues.ContainsKey("id") && request.State.Connections.Find(connection => connection.Id == request.Id) is null)
        {
            throw ApiError.Gone("connection", request.Id);
        }

        var kept = request.State.Configurations;
        switch (Operation.Method)
        {
            case "POST":
                var body = CheckedBody.Read(request, Operation).Json!.Value;
                return kept.TryAddSync(owner, body)
                    ? Show(body)
                    : throw ApiError.BadRequest("ALREADY_CONFIGURED", $"The {owner} has a configuration.");
            case "PATCH":
                var change = CheckedBody.Read(request, Operation).Json!.Value;
                return kept.TryReplaceSync(owner, change) ? Show(change) : throw None(request);
            case "DELETE":
                return kept.TryRemoveSync(owner) ? Response.Json(200, Nothing) : throw None(request);
            default:
                return Show(kept.FindSync(owner) ?? throw None(request));
        }
    }

    private static ApiError None(ApiRequest request) => ApiError.Gone("sync configuration", request.Id);

    private static Response Show(JsonElement configuration) => Response.Json(200, configuration.WriteTo);

    private static void Nothing(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }
}

/// <summary>Shows where webhooks are sent, and keeps what of the platform's data they carry. Source: the description.</summary>
internal sealed class WebhookConfigurationEndpoint(Operation operation) : OperationEndpoint(operation)
{
    private const string DataConfig = "platform_data_config";

    protected override Response Respond(ApiRequest request)
    {
        var webhook = request.State.Configurations.Webhook;
        if (!request.PathValues.ContainsKey("id"))
        {
            return Response.Json(200, json =>
            {
                json.WriteStartArray();
                Write(json, request, webhook);
                json.WriteEndArray();
            });
        }

        var id = request.PathValues["id"];
        if (id != webhook.Id)
        {
            throw ApiError.Gone("webhook configuration", id);
        }

        if (!Operation.Path.EndsWith(DataConfig, StringComparison.Ordinal))
        {
            return Response.Json(200, json => Write(json, request, webhook));
        }

        if (Operation.Method == "PATCH")
        {
            webhook.PlatformData = CheckedBody.Read(request, Operation).Json!.Value.GetProperty(DataConfig);
            webhook.UpdatedAt = request.Data.Now;
        }

        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            WriteData(json, webhook);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, ApiRequest request, WebhookTarget webhook)
    {
        json.WriteStartObject();
        json.WriteString("id", webhook.Id);
        json.WriteString("api_version", "2024-08-31");
        json.WriteString("url", (request.State.Options.WebhookUri ?? WebhookTarget.Nowhere).AbsoluteUri);
        json.WriteBoolean("disabled", request.State.Options.WebhookUri is null);
        WriteData(json, webhook);
        json.WriteNull("allow_list");
        json.WriteString("created_at", Timestamps.Format(webhook.CreatedAt));
        json.WriteString("updated_at", Timestamps.Format(webhook.UpdatedAt));
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, WebhookTarget webhook)
    {
        json.WritePropertyName(DataConfig);
        if (webhook.PlatformData is { } data)
        {
            data.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
