using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.Accounts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(MoneyConverter), typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(List<Account>))]
internal sealed partial class AccountJson : JsonSerializerContext;
