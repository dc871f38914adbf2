using System.Text.Json.Serialization;

namespace Rutter.Benchmarks.Floor;

internal sealed class FloorPage
{
    [JsonPropertyName("bank_transfers")]
    public List<FloorTransfer> BankTransfers { get; set; } = [];

    [JsonPropertyName("next_cursor")]
    public string? NextCursor { get; set; }
}
