using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Listing;

/// <summary>Responses against the bytes of the documented examples, so that client and emulator cannot agree on a mistake.</summary>
public sealed class PublicShapeTests : IDisposable
{
    private const string NoId = "00000000-0000-0000-0000-000000000000";

    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 0, Platform = "NETSUITE" });

    public PublicShapeTests() => api.Emulator.PutObject("bank_transfers", PublicExample.Json("fetch-response")["bank_transfer"]!.AsObject());

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_fetch_is_the_documented_example_byte_for_byte()
    {
        var response = await api.GetAsync($"{TestApi.Transfers}/{NoId}");

        Assert.Equal(PublicExample.Compact("fetch-response"), WithoutIds(response));
    }

    [Fact]
    public async Task A_list_is_the_documented_example_byte_for_byte()
    {
        var second = PublicExample.Json("fetch-response")["bank_transfer"]!.AsObject();
        second["id"] = "ffffffff-ffff-ffff-ffff-ffffffffffff";
        second["platform_id"] = "87654321";
        api.Emulator.PutObject("bank_transfers", second);

        var response = await api.GetAsync(TestApi.Transfers, "limit=1&expand=platform_data");

        var cursor = (string)PublicExample.Json("list-response")["next_cursor"]!;
        Assert.Equal(PublicExample.Compact("list-response"), WithoutIds(response).Replace(response.NextCursor!, cursor, StringComparison.Ordinal));
    }

    /// <summary>The response with the example's ids instead of the connection's.</summary>
    private string WithoutIds(ApiResponse response)
    {
        var organizationId = response.Json.GetProperty("connection").GetProperty("orgId").GetString()!;
        return response.Text
            .Replace(api.Emulator.ConnectionId, NoId, StringComparison.Ordinal)
            .Replace(organizationId, NoId, StringComparison.Ordinal);
    }
}
