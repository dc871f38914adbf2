using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rutter.Client.Resources;

/// <summary>
/// Reads a nested object. A value of an unexpected type is kept as the unknown property <c>value</c>, so that a platform's odd data does not make
/// the whole list unreadable.
/// </summary>
internal sealed class StructureConverter<T> : JsonConverter<T>
    where T : RutterData, new()
{
    internal const string OddValue = "value";

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return JsonSerializer.Deserialize(ref reader, Json(options));
        }

        var value = JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<object>)options.GetTypeInfo(typeof(object)));
        return new T { AdditionalProperties = new Dictionary<string, object?> { [OddValue] = value } };
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.AdditionalProperties is { Count: 1 } others && others.TryGetValue(OddValue, out var odd))
        {
            JsonSerializer.Serialize(writer, odd, (JsonTypeInfo<object?>)options.GetTypeInfo(typeof(object)));
        }
        else
        {
            JsonSerializer.Serialize(writer, value, Json(options));
        }
    }

    private static JsonTypeInfo<T> Json(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}

/// <summary>Reads an array of nested objects. A single value counts as an array of one.</summary>
internal sealed class StructureListConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : RutterData, new()
{
    private static readonly StructureConverter<T> Items = new();

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var items = new List<T>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            items.Add(Items.Read(ref reader, typeof(T), options)!);
            return items;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                items.Add(Items.Read(ref reader, typeof(T), options)!);
            }
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            Items.Write(writer, item, options);
        }

        writer.WriteEndArray();
    }
}

/// <summary>Reads an array of strings. Other values are kept as JSON, and a single value counts as an array of one.</summary>
internal sealed class TextListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [TextOf(ref reader)];
        }

        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                items.Add(TextOf(ref reader));
            }
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString()!;
        }

        using var odd = JsonDocument.ParseValue(ref reader);
        return odd.RootElement.GetRawText();
    }
}
