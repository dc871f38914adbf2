using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rutter.Client.Json;

/// <summary>Reads an instant that may be missing: <c>null</c>, or the empty string that some platforms send instead.</summary>
internal sealed class NullableInstantConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly InstantConverter Inner = new();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""))
            ? null
            : Inner.Read(ref reader, typeof(DateTimeOffset), options);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            Inner.Write(writer, value.Value, options);
        }
    }
}
