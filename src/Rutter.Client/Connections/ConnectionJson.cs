using System.Text.Json.Serialization;
using Rutter.Client.Json;
using Rutter.Client.Resources.Connections;

namespace Rutter.Client.Connections;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter), typeof(SecureStringConverter)])]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(ConnectionResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(RenewedToken))]
[JsonSerializable(typeof(RutterAccessToken))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
