using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>An emulator with no transfers at the start, and bodies for it.</summary>
public abstract class WriteTestBase : IDisposable
{
    protected WriteTestBase(EmulatorOptions? options = null)
    {
        Api = TestApi.Start((options ?? new EmulatorOptions()) with { TransferCount = 0 });
        (From, To) = (Api.AccountIds()[0], Api.AccountIds()[1]);
    }

    protected TestApi Api { get; }

    /// <summary>An account in dollars.</summary>
    protected string From { get; }

    /// <summary>Another account in dollars.</summary>
    protected string To { get; }

    public void Dispose()
    {
        Api.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string Body(string? mode = null, Action<JsonObject>? change = null)
    {
        var transfer = new JsonObject { ["credit_account_id"] = From, ["debit_account_id"] = To, ["total_amount"] = JsonNode.Parse("12.30") };
        change?.Invoke(transfer);
        var body = new JsonObject { ["bank_transfer"] = transfer };
        if (mode is not null)
        {
            body.Insert(0, "response_mode", mode);
        }

        return body.ToJsonString();
    }

    protected Task<ApiResponse> CreateAsync(string? mode = null, string? key = null, Action<JsonObject>? change = null) =>
        Api.WriteAsync("POST", TestApi.Transfers, Body(mode, change), key);

    protected async Task<string> CreatedIdAsync() => (await CreateAsync()).Json.GetProperty("bank_transfer").GetProperty("id").GetString()!;

    protected static void IsRejected(ApiResponse response, int status, string code)
    {
        Assert.Equal((status, code), (response.Status, response.ErrorCode));
        Assert.Null(response.Header("X-Rutter-Job-ID"));
    }
}
