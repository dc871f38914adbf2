using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.Connections;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter), typeof(SecureStringConverter)])]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(ConnectionResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(DeletionResponse))]
[JsonSerializable(typeof(RenewedToken))]
[JsonSerializable(typeof(RutterAccessToken))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
