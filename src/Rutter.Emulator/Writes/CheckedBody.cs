using System.Text.Json;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Writes;

/// <summary>
/// The checked body of a write: <c>{response_mode?, bank_transfer: {}}</c>, or for a deletion <c>{response_mode?}</c> or nothing.
/// Source: "Bank Transfers", "Request Body" of create, update and delete; for other objects the description.
/// </summary>
/// <param name="IsAsync">Whether the response should not wait for the job.</param>
/// <param name="Json">The whole body, or null when there was none.</param>
/// <param name="Payload">The object to write; undefined without one.</param>
internal sealed record CheckedBody(bool IsAsync, JsonElement? Json, JsonElement Payload)
{
    private const string ModeKey = "response_mode";

    /// <summary>Reads the body that an operation takes.</summary>
    /// <exception cref="ApiError">It takes another one.</exception>
    public static CheckedBody Read(ApiRequest request, Operation operation)
    {
        if (request.Body.IsEmpty && operation.BodyProperty is not { IsRequired: true })
        {
            return new CheckedBody(false, null, default);
        }

        var json = Parse(request);
        var schema = operation.Body;
        if (schema is null || json.ValueKind != JsonValueKind.Object || schema.Properties.Count > 0)
        {
            BodyChecker.Check(json, "body", schema ?? ApiDescription.Instance.Schema("ResponseMode"));
        }

        return new CheckedBody(json.TryGetProperty(ModeKey, out var mode) && mode.ValueEquals("async"), json, PayloadOf(json, operation));
    }

    /// <summary>Reads the body as JSON.</summary>
    public static JsonElement Parse(ApiRequest request)
    {
        if (request.Header("Content-Type")?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw ApiError.InvalidHeader("The body must be sent with Content-Type: application/json.");
        }

        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw ApiError.InvalidBody("The body is not JSON.");
        }
    }

    // Where no page shows the body of a write, the object may stand alone or below its key.
    private static JsonElement PayloadOf(JsonElement json, Operation operation)
    {
        if (operation.BodyProperty is { } property && property.Schema.Types.HasFlag(JsonTypes.Object))
        {
            return json.TryGetProperty(property.Name, out var payload) ? payload : default;
        }

        return operation.ResponseProperty is { } wrapper && json.TryGetProperty(wrapper.Name, out var inner)
            && inner.ValueKind == JsonValueKind.Object ? inner : json;
    }
}
