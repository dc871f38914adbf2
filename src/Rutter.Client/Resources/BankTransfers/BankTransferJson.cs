using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.BankTransfers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(MoneyConverter), typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(List<BankTransfer>))]
internal sealed partial class BankTransferJson : JsonSerializerContext;
