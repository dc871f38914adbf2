using System.Buffers;
using System.Text.Json;
using Rutter.Client.Json;

namespace Rutter.Client.Writes;

/// <summary>The body of a write: the response mode, and the object under its key.</summary>
internal static class WriteBody
{
    public static ReadOnlyMemory<byte> Create(ResponseMode mode, string? itemKey, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("response_mode", mode == ResponseMode.Async ? "async" : "prefer_sync");
            if (itemKey is not null)
            {
                json.WritePropertyName(itemKey);
                WriteObject(json, fields);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(Instant.Format(instant));
                break;
            case JsonElement structure:
                structure.WriteTo(json);
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} cannot be sent as JSON.", nameof(value));
        }
    }
}
