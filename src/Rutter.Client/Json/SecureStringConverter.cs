using System.Net;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rutter.Client.Json;

/// <summary>Reads a token into a SecureString, and writes a mask.</summary>
internal sealed class SecureStringConverter : JsonConverter<SecureString>
{
    public override SecureString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is var text && !text!.Any(char.IsControl))
        {
            return text!.Length == 0 ? null : new NetworkCredential("", text).SecurePassword;
        }

        throw new JsonException("A token is not a string without control characters.");
    }

    public override void Write(Utf8JsonWriter writer, SecureString value, JsonSerializerOptions options) => writer.WriteStringValue("***");
}
