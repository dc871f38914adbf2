using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.Events;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(List<RutterEvent>))]
internal sealed partial class EventJson : JsonSerializerContext;
