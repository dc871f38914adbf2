using System.Text.Json;

namespace Rutter.Emulator.Tests.Support;

/// <summary>
/// The description of the API, read by the tests themselves: what the emulator makes of it is what is tested. Knows as much of JSON Schema as the
/// description uses.
/// </summary>
public static class DescriptionFile
{
    private static readonly Lazy<JsonElement> Root = new(() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "rutter-2024-08-31.openapi.json"))).RootElement);

    public static JsonElement Paths => Root.Value.GetProperty("paths");

    /// <summary>The operations, each with its verb and its path.</summary>
    public static IEnumerable<(string Method, string Path, string? Noun, JsonElement Operation)> Operations =>
        from path in Paths.EnumerateObject()
        from member in path.Value.EnumerateObject()
        where member.Name is "get" or "post" or "put" or "patch" or "delete"
        select (member.Name.ToUpperInvariant(), path.Name, path.Value.TryGetProperty("x-rutter-noun", out var noun)
            ? noun.GetString()
            : null, member.Value);

    public static JsonElement Schema(string name) => Root.Value.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>The operation of a noun, or null.</summary>
    public static (string Path, JsonElement Operation)? Find(string noun, string method, bool withId)
    {
        var found = Operations.FirstOrDefault(entry => entry.Noun == noun && entry.Method == method && entry.Path.EndsWith('}') == withId);
        return found.Path is null ? null : (found.Path, found.Operation);
    }

    public static JsonElement Follow(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(Root.Value, (place, name) => place.GetProperty(name));
        }

        return schema;
    }

    /// <summary>The schema of a 200.</summary>
    public static JsonElement ResponseOf(JsonElement operation) =>
        Follow(Follow(operation.GetProperty("responses").GetProperty("200")).GetProperty("content").GetProperty("application/json")
            .GetProperty("schema"));

    public static JsonElement BodyOf(JsonElement operation) =>
        Follow(operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));

    /// <summary>The property around the object or the objects, with its schema.</summary>
    public static JsonProperty KeyOf(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().First(property => property.Name is not ("next_cursor" or "connection" or "response_mode"));

    public static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];

    public static IReadOnlyList<JsonElement> Alternatives(JsonElement schema) =>
        schema.TryGetProperty("anyOf", out var any) || schema.TryGetProperty("oneOf", out any) ? [.. any.EnumerateArray()] : [];

    public static IReadOnlyList<string> Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    /// <summary>What is wrong with a value, place by place; nothing for a good one.</summary>
    public static IEnumerable<string> Problems(JsonElement value, JsonElement schema, string path = "$")
    {
        schema = Follow(schema);
        if (Alternatives(schema) is { Count: > 0 } alternatives)
        {
            return alternatives.Any(one => !Problems(value, one, path).Any()) ? [] : [$"{path} is none of the alternatives: {value}"];
        }

        if (Types(schema) is { Count: > 0 } types && !types.Any(type => IsOf(value, type)))
        {
            return [$"{path} is {value.ValueKind}, not {string.Join('/', types)}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object when schema.TryGetProperty("properties", out var properties) =>
                Required(schema).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path} lacks {name}")
                    .Concat(value.EnumerateObject().SelectMany(property => properties.TryGetProperty(property.Name, out var inner)
                        ? Problems(property.Value, inner, $"{path}.{property.Name}")
                        : [$"{path} has {property.Name}, which is not described"])),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, index) => Problems(item, items, $"{path}[{index}]")),
            JsonValueKind.String => TextProblems(value.GetString()!, schema, path),
            _ => [],
        };
    }

    /// <summary>Every id in an object that points to another, with the noun that it points to.</summary>
    public static IEnumerable<(string Path, string Noun, string Id)> References(JsonElement value, JsonElement schema, string path = "$")
    {
        schema = Follow(schema);
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("x-rutter-references", out var noun))
        {
            return [(path, noun.GetString()!, value.GetString()!)];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object when schema.TryGetProperty("properties", out var properties) => value.EnumerateObject()
                .Where(property => properties.TryGetProperty(property.Name, out _))
                .SelectMany(property => References(property.Value, properties.GetProperty(property.Name), $"{path}.{property.Name}")),
            JsonValueKind.Object => Alternatives(schema).SelectMany(one => References(value, one, path)),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany(item => References(item, items, path)),
            _ => [],
        };
    }

    private static bool IsOf(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type is "number" or "integer",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Object => type == "object",
        _ => type == "array",
    };

    private static IEnumerable<string> TextProblems(string text, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("enum", out var values)
            && !values.EnumerateArray().Any(value => value.ValueKind == JsonValueKind.String && value.ValueEquals(text)))
        {
            yield return $"{path} is '{text}', which is none of its values";
        }

        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        var isRight = format switch
        {
            "date-time" => text.EndsWith('Z') && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
            "uuid" => Guid.TryParse(text, out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };
        if (!isRight)
        {
            yield return $"{path} is '{text}', which is no {format}";
        }
    }
}
