using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rutter.Client.Json;

/// <summary>
/// Reads an ISO 8601 instant and keeps its offset. An instant without an offset and a plain date are UTC, so that the machine's time zone never
/// moves a date to the day before.
/// </summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && Instant.TryRead(ref reader, out var value))
        {
            return value;
        }

        var found = reader.TokenType == JsonTokenType.String ? $"the text '{reader.GetString()}'" : $"a {reader.TokenType}";
        throw new JsonException($"An ISO 8601 date was expected, but {found} was found.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Instant.Format(value));
}
