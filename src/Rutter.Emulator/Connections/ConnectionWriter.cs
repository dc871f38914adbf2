using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Connections;

/// <summary>Writes connections for the endpoints. Source: the API's OpenAPI description.</summary>
internal static class ConnectionWriter
{
    /// <summary>A row of the list.</summary>
    public static void WriteListed(Utf8JsonWriter json, Connection connection)
    {
        json.WriteStartObject();
        json.WriteString("id", connection.Id);
        json.WriteString("access_token", connection.AccessToken);
        json.WriteString("link_url", connection.LinkUrl);
        json.WriteString("platform", connection.Platform ?? connection.RequestedPlatform);
        json.WriteString("status", connection.Status);
        json.WriteString("name", connection.Name);
        WriteTime(json, "created_at", connection.CreatedAt);
        WriteTime(json, "updated_at", connection.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>The response to a create and an update.</summary>
    public static Response OfChange(Connection connection) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("connection");
        json.WriteString("id", connection.Id);
        json.WriteString("access_token", connection.AccessToken);
        json.WriteString("link_url", connection.LinkUrl);
        json.WriteString("name", connection.Name);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>The response to a fetch by access token.</summary>
    public static Response OfFetch(Connection connection) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("connection");
        json.WriteString("id", connection.Id);
        json.WriteString("store_unique_id", connection.Id);
        json.WriteNull("estimated_completed_at");
        WriteTime(json, "last_sync_started_at", connection.SyncedAt);
        WriteTime(json, "last_sync_completed_at", connection.SyncedAt);
        json.WriteBoolean("disabled", connection.Status == "disabled");
        json.WriteBoolean("needs_update", connection.Status == "needs_reauth");
        json.WriteString("link_url", connection.LinkUrl);
        json.WriteString("platform", connection.Platform ?? connection.RequestedPlatform);
        json.WriteNull("store_domain");
        json.WriteString("store_name", connection.Name);
        json.WriteStartArray("unavailable_objects");
        json.WriteEndArray();
        WriteTime(json, "created_at", connection.CreatedAt);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>The response to a fetch of the status.</summary>
    public static Response OfStatus(Connection connection) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("status");
        WriteTime(json, "last_sync_completed_at", connection.SyncedAt);
        json.WriteBoolean("is_healthy", connection.Status is Connection.Active or Connection.NotReady);
        json.WriteBoolean("is_ready", connection.IsReady);
        json.WriteString("link_url", connection.LinkUrl);
        json.WriteString("platform", connection.Platform ?? connection.RequestedPlatform);
        json.WriteStartObject("needs_update_status");
        json.WriteBoolean("needs_update", connection.Status == "needs_reauth");
        json.WriteEndObject();
        json.WriteStartObject("disabled_status");
        json.WriteBoolean("is_disabled", connection.Status == "disabled");
        json.WriteString("disabled_reason", connection.Status == "disabled" ? "MANUALLY_DISABLED" : null);
        json.WriteEndObject();
        json.WriteStartObject("historical_sync_status");
        json.WriteBoolean("historical_sync_completed", connection.IsReady);
        json.WriteStartObject("total");
        json.WriteEndObject();
        json.WriteNull("num_batches_completed");
        json.WriteStartArray("batches");
        json.WriteEndArray();
        json.WriteEndObject();
        WriteTime(json, "created_at", connection.CreatedAt);
        json.WriteEndObject();
        connection.Write(json);
        json.WriteEndObject();
    });

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        json.WritePropertyName(name);
        FieldValue.Write(json, (object?)time);
    }
}
