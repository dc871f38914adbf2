using Rutter.Client.Listing;
using Rutter.Client.Resources.Accounts;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Resources;

public sealed class AccountTests
{
    private const string Example =
        """
        {"account":{"id":"a1","platform_id":"12","parent_id":"a0","account_type":"other_current_asset","category":"asset","status":"active",
        "balance":"1234567890123.10","currency_code":"USD","name":"Clearing","nominal_code":"1400","subsidiaries":[{"id":"s1"}],
        "created_at":"2023-01-02T02:34:56.000Z","updated_at":null,"last_synced_at":"2023-01-03T00:00:00.000Z",
        "platform_url":"https://platform.example.com/a?id=12","platform_data":{"Sparse":false},"tax_code":"NT"},
        "connection":{"id":"c1","orgId":"o","platform":"XERO"}}
        """;

    [Fact]
    public async Task Every_property_is_read()
    {
        await using var server = new RawServer(RawResponse.Json(Example));
        var account = await Clients.For(server.BaseAddress).FetchAsync(
            Account.Definition, new FetchQuery("a1"), TestContext.Current.CancellationToken);

        Assert.Contains("/accounting/accounts/a1?", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Equal("a1", account.Id);
        Assert.Equal("12", account.PlatformId);
        Assert.Equal("a0", account.ParentId);
        Assert.Equal("other_current_asset", account.AccountType);
        Assert.Equal("asset", account.Category);
        Assert.Equal("active", account.Status);
        Assert.Equal("1234567890123.10", account.Balance?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("USD", account.CurrencyCode);
        Assert.Equal("Clearing", account.Name);
        Assert.Equal("1400", account.NominalCode);
        Assert.Equal("s1", Assert.Single(account.Subsidiaries!).Id);
        Assert.Equal(new DateTimeOffset(2023, 1, 2, 2, 34, 56, TimeSpan.Zero), account.CreatedAt);
        Assert.Null(account.UpdatedAt);
        Assert.Equal(new DateTimeOffset(2023, 1, 3, 0, 0, 0, TimeSpan.Zero), account.LastSyncedAt);
        Assert.Equal("https://platform.example.com/a?id=12", account.PlatformUrl);
        Assert.Equal(false, Assert.IsType<Dictionary<string, object?>>(account.PlatformData)["Sparse"]);
        Assert.Equal("NT", account.AdditionalProperties!["tax_code"]);
        Assert.Equal("c1", account.ConnectionId);
        Assert.Equal("XERO", account.Platform);
    }

    [Fact]
    public void Seven_fields_can_be_filtered() => Assert.Equal(
        ["account_type", "status", "balance", "name", "created_at", "updated_at", "last_synced_at"],
        Account.Definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName));
}
