using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Writes;

/// <summary>The response to a create or update: the object without a connection. Source: seed "Bank Transfers", "Response Body".</summary>
internal static class WrittenObject
{
    public static Response ToResponse(EmulatedResource resource, StoredObject item, ConnectionData data) => Response.Json(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName(resource.Definition.ItemKey);
        resource.Write(json, item, data, withPlatformData: true);
        json.WriteEndObject();
    });
}
