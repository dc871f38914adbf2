using System.Text.Json.Serialization;

namespace Rutter.Client.Listing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConnectionReference))]
[JsonSerializable(typeof(string))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
