using System.Text.Json;
using Rutter.Client.Json;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Writes;

/// <summary>
/// The checked body of a write: <c>{response_mode?, bank_transfer: {}}</c>, or for a deletion <c>{response_mode?}</c> or nothing.
/// Source: seed "Bank Transfers", "Request Body" of create, update and delete.
/// </summary>
/// <param name="IsAsync">Whether the response should not wait for the job.</param>
/// <param name="Json">The whole body, or null when there was none.</param>
/// <param name="Payload">The object to write; undefined for a deletion.</param>
internal sealed record WriteBody(bool IsAsync, JsonElement? Json, JsonElement Payload)
{
    private const string ModeKey = "response_mode";

    private static readonly BodyField Mode = new(ModeKey, BodyType.Text);

    /// <summary>Reads a body with an object.</summary>
    public static WriteBody Read(ApiRequest request, string itemKey, IReadOnlyList<BodyField> fields)
    {
        var json = Parse(request);
        Check(json, "body", [Mode, new BodyField(itemKey, BodyType.Structure, IsRequired: true) { Members = fields }]);
        return new WriteBody(IsAsyncMode(json), json, json.GetProperty(itemKey));
    }

    /// <summary>Reads a body with nothing but the mode, which may be left out altogether.</summary>
    public static WriteBody ReadMode(ApiRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return new WriteBody(false, null, default);
        }

        var json = Parse(request);
        Check(json, "body", [Mode]);
        return new WriteBody(IsAsyncMode(json), json, default);
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

    private static bool IsAsyncMode(JsonElement json)
    {
        if (!json.TryGetProperty(ModeKey, out var mode))
        {
            return false;
        }

        return mode.GetString() is "async" or "prefer_sync"
            ? mode.ValueEquals("async")
            : throw ApiError.InvalidBody($"'{ModeKey}' must be 'prefer_sync' or 'async'.");
    }

    /// <summary>Refuses what is not an object with these properties.</summary>
    public static void Check(JsonElement json, string path, IReadOnlyList<BodyField> fields)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw ApiError.InvalidBody($"'{path}' must be an object.");
        }

        var seen = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            var field = fields.FirstOrDefault(field => field.Name == property.Name)
                ?? throw ApiError.InvalidBody($"'{path}' cannot have the property '{property.Name}'. Allowed: {string.Join(", ", fields.Select(field => field.Name))}.");
            if (!seen.Add(property.Name))
            {
                throw ApiError.InvalidBody($"'{path}' has the property '{property.Name}' twice.");
            }

            CheckType(property.Value, path == "body" ? field.Name : $"{path}.{field.Name}", field);
        }

        if (fields.FirstOrDefault(field => field.IsRequired && !seen.Contains(field.Name)) is { } missing)
        {
            throw ApiError.InvalidBody($"'{path}' must have the property '{missing.Name}'.");
        }
    }

    private static void CheckType(JsonElement value, string path, BodyField field)
    {
        if (field.Type == BodyType.Structure)
        {
            Check(value, path, field.Members);
            return;
        }

        var (isRight, expected) = field.Type switch
        {
            BodyType.Text => (value.ValueKind == JsonValueKind.String && value.GetString() != "", "a string that is not empty"),
            BodyType.Memo => (value.ValueKind == JsonValueKind.String, "a string"),
            BodyType.Number => (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _), "a number"),
            BodyType.Timestamp => (value.ValueKind == JsonValueKind.String && Instant.TryParse(value.GetString(), out _), "an ISO 8601 timestamp"),
            _ => (value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
        };
        if (!isRight)
        {
            throw ApiError.InvalidBody($"'{path}' must be {expected}.");
        }
    }
}

/// <summary>A field that the body of a write may have.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="Type">The type it must have.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record BodyField(string Name, BodyType Type, bool IsRequired = false)
{
    /// <summary>The members of a structure.</summary>
    public IReadOnlyList<BodyField> Members { get; init; } = [];
}

/// <summary>The JSON type that a field of a body must have.</summary>
internal enum BodyType
{
    /// <summary>A string with at least one character.</summary>
    Text,

    /// <summary>A string, which may be empty.</summary>
    Memo,

    /// <summary>A number that fits into a decimal; not a string.</summary>
    Number,

    /// <summary>A string with an ISO 8601 date or instant.</summary>
    Timestamp,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An object with known members.</summary>
    Structure,
}
