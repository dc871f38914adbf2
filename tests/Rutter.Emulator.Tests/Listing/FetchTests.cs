using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Listing;

/// <summary>Source: the public page "Bank Transfers", heading "Fetch a Bank Transfer".</summary>
public sealed class FetchTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 5 });

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task An_object_is_found_by_its_rutter_id_and_by_its_platform_id()
    {
        var item = api.StoredTransfers()[2];
        var (id, platformId) = ((string)item["id"]!, (string)item["platform_id"]!);

        foreach (var response in new[]
        {
            await api.GetAsync($"{TestApi.Transfers}/{id}"),
            await api.GetAsync($"{TestApi.Transfers}/{id}", "id_type=rutter"),
            await api.GetAsync($"{TestApi.Transfers}/{platformId}", "id_type=platform"),
        })
        {
            Assert.Equal(200, response.Status);
            Assert.Equal(id, response.Json.GetProperty("bank_transfer").GetProperty("id").GetString());
        }
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "")]
    [InlineData("1001", "")]
    [InlineData("1001", "id_type=rutter")]
    [InlineData("999999", "id_type=platform")]
    public async Task An_unknown_id_is_410(string id, string query)
    {
        var response = await api.GetAsync($"{TestApi.Transfers}/{id}", query);

        Assert.Equal((410, "NOT_FOUND"), (response.Status, response.ErrorCode));
    }

    [Theory]
    [InlineData("a/b?c#d&e=f %25+ü")]
    [InlineData("..")]
    [InlineData("😀")]
    public async Task A_platform_id_of_any_characters_arrives_whole(string platformId)
    {
        api.Emulator.PutObject("bank_transfers", new JsonObject { ["id"] = "odd", ["platform_id"] = platformId });
        var request = api.Request(HttpMethod.Get, $"{TestApi.Transfers}/x", "id_type=platform");

        // Dots are the one thing that percent-encoding does not protect from being tidied up.
        var escaped = request.RequestUri!.AbsoluteUri.Replace(
            "/x?", $"/{Uri.EscapeDataString(platformId).Replace(".", "%2E", StringComparison.Ordinal)}?", StringComparison.Ordinal);
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        request.RequestUri = new Uri(escaped, in options);

        Assert.Equal(platformId, (await api.SendAsync(request)).Json.GetProperty("bank_transfer").GetProperty("platform_id").GetString());
    }

    [Theory]
    [InlineData("id_type=PLATFORM", "id_type")]
    [InlineData("id_type=", "id_type")]
    [InlineData("force_fetch=yes", "force_fetch")]
    public async Task A_word_that_is_not_in_the_enumeration_is_400(string query, string name)
    {
        var response = await api.GetAsync($"{TestApi.Transfers}/{api.StoredTransfers()[0]["id"]}", query);

        Assert.Equal((400, "INVALID_PARAMETER"), (response.Status, response.ErrorCode));
        Assert.Contains($"'{name}'", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_was_replaced_is_not_found_by_its_old_platform_id()
    {
        api.Emulator.PutObject("bank_transfers", new JsonObject { ["id"] = "same", ["platform_id"] = "old" });
        api.Emulator.PutObject("bank_transfers", new JsonObject { ["id"] = "same", ["platform_id"] = "new" });

        Assert.Equal(410, (await api.GetAsync($"{TestApi.Transfers}/old", "id_type=platform")).Status);
        Assert.Equal(200, (await api.GetAsync($"{TestApi.Transfers}/new", "id_type=platform")).Status);
    }

    [Fact]
    public async Task An_account_of_a_transfer_can_be_fetched()
    {
        var accountId = (string)api.StoredTransfers()[0]["debit_account_id"]!;

        var response = await api.GetAsync($"{TestApi.Accounts}/{accountId}");

        Assert.Equal(accountId, response.Json.GetProperty("account").GetProperty("id").GetString());
        Assert.Equal("bank", response.Json.GetProperty("account").GetProperty("account_type").GetString());
    }
}
