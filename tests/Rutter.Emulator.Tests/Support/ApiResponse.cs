using System.Net;
using System.Text.Json;

namespace Rutter.Emulator.Tests.Support;

/// <summary>A response that has been read to its end.</summary>
public sealed record ApiResponse(HttpStatusCode StatusCode, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)StatusCode;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? ErrorCode => Json.GetProperty("error_code").GetString();

    public string ErrorMessage => Json.GetProperty("error_message").GetString()!;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public IReadOnlyList<string> Ids(string listKey = "bank_transfers") =>
        [.. Json.GetProperty(listKey).EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    public string? NextCursor => Json.GetProperty("next_cursor").GetString();
}
