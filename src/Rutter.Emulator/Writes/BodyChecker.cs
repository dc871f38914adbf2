using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Writes;

/// <summary>Compares a body with the description: an unknown property, a wrong type and a missing property are a 400 that names it.</summary>
internal static class BodyChecker
{
    /// <exception cref="ApiError">The value is not what the schema says.</exception>
    public static void Check(JsonElement value, string path, Schema schema)
    {
        if (value.ValueKind == JsonValueKind.Null && schema.IsNullable)
        {
            return;
        }

        if (schema.Choices.Count > 0)
        {
            CheckChoices(value, path, schema);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object when schema.Types.HasFlag(JsonTypes.Object):
                CheckObject(value, path, schema);
                break;
            case JsonValueKind.Array when schema.Types.HasFlag(JsonTypes.Array):
                var number = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Check(item, $"{path}[{number++}]", schema.Items);
                }

                break;
            default:
                if (schema.Types != JsonTypes.None && !IsPlain(value, schema))
                {
                    throw ApiError.InvalidBody($"'{path}' must be {Expected(schema)}.");
                }

                break;
        }
    }

    private static void CheckObject(JsonElement json, string path, Schema schema)
    {
        var seen = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            var known = schema.Property(property.Name);
            if (known is null && !schema.IsOpen)
            {
                var allowed = string.Join(", ", schema.Properties.Select(allowed => allowed.Name));
                throw ApiError.InvalidBody($"'{path}' cannot have the property '{property.Name}'. Allowed: {allowed}.");
            }

            if (!seen.Add(property.Name))
            {
                throw ApiError.InvalidBody($"'{path}' has the property '{property.Name}' twice.");
            }

            if (known is not null)
            {
                Check(property.Value, path == "body" ? property.Name : $"{path}.{property.Name}", known.Schema);
            }
        }

        if (schema.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name)) is { } missing)
        {
            throw ApiError.InvalidBody($"'{path}' must have the property '{missing.Name}'.");
        }
    }

    private static void CheckChoices(JsonElement value, string path, Schema schema)
    {
        ApiError? first = null;
        foreach (var choice in schema.Choices)
        {
            try
            {
                Check(value, path, choice);
                return;
            }
            catch (ApiError error)
            {
                first ??= error;
            }
        }

        throw first!;
    }

    private static bool IsPlain(JsonElement value, Schema schema) => value.ValueKind switch
    {
        JsonValueKind.Number => schema.Types.HasFlag(JsonTypes.Number) && value.TryGetDecimal(out _),
        JsonValueKind.True or JsonValueKind.False => schema.Types.HasFlag(JsonTypes.Boolean),
        JsonValueKind.String => schema.Types.HasFlag(JsonTypes.Text) && IsText(value.GetString()!, schema),
        _ => false,
    };

    private static bool IsText(string text, Schema schema)
    {
        if (schema.IsDecimal)
        {
            return FieldValue.TryParseDecimal(text, out _);
        }

        if (schema.IsTimestamp)
        {
            return Timestamps.TryParse(text, out _);
        }

        return schema.Values.Count > 0 ? schema.Values.Contains(text) : text.Length > 0 || !schema.IsNeverEmpty;
    }

    private static string Expected(Schema schema) => schema switch
    {
        { Values.Count: > 12 } => $"one of the {schema.Values.Count} words of the description, for example '{schema.Values[0]}'",
        { Values.Count: > 0 } => string.Join(" or ", schema.Values.Select(word => $"'{word}'")),
        { IsDecimalText: true } => "a decimal in a text",
        { IsTimestamp: true } => "an ISO 8601 timestamp",
        { Types: var types } when types.HasFlag(JsonTypes.Array) => "an array",
        { Types: var types } when types.HasFlag(JsonTypes.Object) => "an object",
        { Types: var types } when types.HasFlag(JsonTypes.Boolean) => "true or false",
        { Types: var types } when types.HasFlag(JsonTypes.Number) => "a number",
        { IsNeverEmpty: true } => "a string that is not empty",
        _ => "a string",
    };
}
