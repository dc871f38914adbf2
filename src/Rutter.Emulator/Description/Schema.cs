using System.Text.Json;

namespace Rutter.Emulator.Description;

/// <summary>The JSON types that a value may have.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Text = 2,
    Number = 4,
    Boolean = 8,
    Object = 16,
    Array = 32,
}

/// <summary>A property of an object.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="Schema">What it holds.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record SchemaProperty(string Name, Schema Schema, bool IsRequired);

/// <summary>
/// A schema of the description, read as far as it is asked: a description is large and a program needs little of it. A reference, and a choice
/// between one schema and null, read as what they point to. Source: OpenAPI 3.1, "Schema Object"; the extensions are explained beside the
/// description.
/// </summary>
internal sealed class Schema
{
    private readonly JsonElement json;
    private readonly Schema? target;
    private IReadOnlyList<SchemaProperty>? properties;
    private IReadOnlyDictionary<string, SchemaProperty>? propertiesByName;
    private Schema? items;
    private IReadOnlyList<string>? values;

    public Schema(ApiDescription description, JsonElement json, string name = "")
    {
        this.json = json;
        Name = name;
        Description = description;
        var alternatives = Alternatives(json);
        if (json.TryGetProperty("$ref", out var reference))
        {
            target = description.Schema(reference.GetString()!.Split('/')[^1]);
        }
        else if (alternatives.Count(alternative => !IsNull(alternative)) == 1)
        {
            target = new Schema(description, alternatives.First(alternative => !IsNull(alternative)));
        }

        IsNullable = (target?.IsNullable ?? false) || alternatives.Any(IsNull) || OwnTypes(json).HasFlag(JsonTypes.Null);
        Types = (target?.Types ?? OwnTypes(json)) | (IsNullable ? JsonTypes.Null : JsonTypes.None);
        if (target is null && alternatives.Count > 0)
        {
            Choices = [.. alternatives.Where(alternative => !IsNull(alternative)).Select(alternative => new Schema(description, alternative))];
            Types |= Choices.Aggregate(JsonTypes.None, (all, choice) => all | choice.Types);
        }

        if (Types is JsonTypes.None or JsonTypes.Null
            && (json.TryGetProperty("properties", out _) || json.TryGetProperty("additionalProperties", out _)))
        {
            Types |= JsonTypes.Object;
        }

        (Format, Kind, References, Noun) = (Text("format"), Text("x-rutter-kind"), Text("x-rutter-references"), Text("x-rutter-noun"));
        if (target is not null && Name.Length == 0)
        {
            Name = target.Name;
        }
    }

    public ApiDescription Description { get; }

    /// <summary>The name of the component, or nothing for a schema without one.</summary>
    public string Name { get; }

    public JsonTypes Types { get; }

    public bool IsNullable { get; }

    /// <summary>The schemas between which a value may choose; empty for most.</summary>
    public IReadOnlyList<Schema> Choices { get; } = [];

    public string? Format { get; }

    /// <summary><c>money</c>, <c>quantity</c>, <c>day</c>, <c>instant</c>, or null.</summary>
    public string? Kind { get; }

    /// <summary>The noun that the id points to, or null.</summary>
    public string? References { get; }

    public string? Noun { get; }

    public bool IsFilterable => Has("x-rutter-filterable");

    /// <summary>Whether no page was read that says which fields are filterable.</summary>
    public bool IsFilterUnread => Has("x-rutter-filter-unread");

    public bool IsMoney => Kind == "money";

    public bool IsDecimal => Kind is "money" or "quantity" || (Types & ~JsonTypes.Null) == JsonTypes.Number;

    public bool IsTimestamp => Format == "date-time";

    /// <summary>Whether a text must have a character at least.</summary>
    public bool IsNeverEmpty => References is not null || Format is not null || Find("minLength") is not null;

    /// <summary>Whether a decimal travels as text.</summary>
    public bool IsDecimalText => IsDecimal && !Types.HasFlag(JsonTypes.Number);

    /// <summary>The values that are allowed, without null; empty where every value is.</summary>
    public IReadOnlyList<string> Values => values ??= Find("enum") is { ValueKind: JsonValueKind.Array } words
        ? [.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)]
        : [];

    /// <summary>Whether an object may hold any property.</summary>
    public bool IsOpen => target?.IsOpen
        ?? ((json.TryGetProperty("additionalProperties", out var more) && more.ValueKind != JsonValueKind.False) || Properties.Count == 0);

    /// <summary>What an array holds.</summary>
    public Schema Items => target?.Items ?? (items ??= new Schema(Description, json.TryGetProperty("items", out var element) ? element : default));

    public IReadOnlyList<SchemaProperty> Properties => target?.Properties ?? (properties ??= ReadProperties());

    public SchemaProperty? Property(string name) =>
        target is not null ? target.Property(name)
            : (propertiesByName ??= Properties.ToDictionary(property => property.Name)).GetValueOrDefault(name);

    private static List<JsonElement> Alternatives(JsonElement json)
    {
        foreach (var keyword in new[] { "anyOf", "oneOf" })
        {
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(keyword, out var list))
            {
                return [.. list.EnumerateArray()];
            }
        }

        return [];
    }

    private static bool IsNull(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("null");

    private static JsonTypes OwnTypes(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("type", out var type))
        {
            return JsonTypes.None;
        }

        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Aggregate(JsonTypes.None, (all, one) => all | ToType(one.GetString()))
            : ToType(type.GetString());
    }

    private static JsonTypes ToType(string? name) => name switch
    {
        "null" => JsonTypes.Null,
        "string" => JsonTypes.Text,
        "number" or "integer" => JsonTypes.Number,
        "boolean" => JsonTypes.Boolean,
        "object" => JsonTypes.Object,
        "array" => JsonTypes.Array,
        _ => JsonTypes.None,
    };

    private List<SchemaProperty> ReadProperties()
    {
        var required = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet()
            : [];
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("properties", out var all)
            ? [.. all.EnumerateObject()
                .Select(property => new SchemaProperty(property.Name, new Schema(Description, property.Value), required.Contains(property.Name)))]
            : [];
    }

    private JsonElement? Find(string keyword) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(keyword, out var value) ? value : target?.Find(keyword);

    private string? Text(string keyword) => Find(keyword) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private bool Has(string keyword) => Find(keyword) is { ValueKind: JsonValueKind.True };
}
