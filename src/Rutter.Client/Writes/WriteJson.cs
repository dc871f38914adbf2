using System.Text.Json.Serialization;

namespace Rutter.Client.Writes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Deletion))]
internal sealed partial class WriteJson : JsonSerializerContext;
