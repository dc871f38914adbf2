using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Listing;

/// <summary>Source: the public page "Basics", heading "Filtering Objects".</summary>
public sealed class FilterTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 0, EnforceRateLimit = false });

    public FilterTests()
    {
        foreach (var account in api.Emulator.GetObjects("accounts"))
        {
            account["balance"] = null;
            account["name"] = null;
            account["created_at"] = "2000-01-01T00:00:00.000Z";
            api.Emulator.PutObject("accounts", account);
        }

        Put("rutter", "Rutter", -0.5m, "2024-02-29T23:59:59.999Z");
        Put("company", "The Rutter API Company", 0m, "2024-03-01T00:00:00.000Z");
        Put("truly", "Truly", 50m, "2024-04-28T12:00:00.000Z");
        Put("lower", "rutter", 100m, "2024-04-29T00:00:00.000Z");
        Put("tax", "Tax-Rücklage 2024", 100.01m, "2024-04-29T20:35:14.000Z");
    }

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("name = \"Rutter\"", "rutter")]
    [InlineData("name=\"rutter\"", "lower")]
    [InlineData("name = \"Rutt\"", "")]
    [InlineData("name ~ \"ru\"", "company,lower,rutter")]
    [InlineData("name ~ \"RUTTER api\"", "company")]
    [InlineData("name ~ \"utter\"", "")]
    [InlineData("name ~ \"rück\"", "tax")]
    [InlineData("name ~ \"20\"", "tax")]
    [InlineData("balance = 100", "lower")]
    [InlineData("balance = 100.00", "lower")]
    [InlineData("balance >= 0 AND balance <= 100", "company,lower,truly")]
    [InlineData("balance > 0 AND balance < 100", "truly")]
    [InlineData("balance < 0", "rutter")]
    [InlineData("balance > 100", "tax")]
    [InlineData("created_at = \"2024-04-29T20:35:14.000Z\"", "tax")]
    [InlineData("created_at = \"2024-04-29T22:35:14+02:00\"", "tax")]
    [InlineData("created_at >= \"2024-03-01\" AND created_at <= \"2024-04-29\"", "company,lower,truly")]
    [InlineData("created_at > \"2024-04-29\"", "tax")]
    [InlineData("created_at < \"2024-03-01\" AND created_at > \"2024-01-01\"", "rutter")]
    [InlineData("name = \"Truly\" OR (created_at >= \"2024-03-01\" AND created_at <= \"2024-04-28\")", "company,truly")]
    [InlineData("(balance >= 0 AND balance <= 100) OR (created_at > \"2024-04-29\")", "company,lower,tax,truly")]
    [InlineData("balance = 50 OR balance = 100 AND name = \"rutter\"", "lower")]
    [InlineData("balance = 50 OR (balance = 100 AND name = \"rutter\")", "lower,truly")]
    [InlineData("name = \"rutter\" AND balance = 100 OR balance = 50", "lower,truly")]
    public async Task A_filter_selects_what_the_page_says(string filter, string expected)
    {
        var ids = await api.ListAllAsync(TestApi.Accounts, "accounts", $"limit=2&filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(expected, string.Join(',', ids.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("status = \"inactive\"")]
    [InlineData("account_type = \"credit_card\"")]
    public async Task An_enumeration_is_compared_as_a_whole(string filter)
    {
        var response = await api.GetAsync(TestApi.Accounts, $"filter={Uri.EscapeDataString(filter)}");

        Assert.Single(response.Ids("accounts"));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("name", 5)]
    [InlineData("name = ", 8)]
    [InlineData("name = Rutter", 8)]
    [InlineData("name = 'Rutter'", 8)]
    [InlineData("name != \"Rutter\"", 6)]
    [InlineData("(name = \"Rutter\"", 1)]
    [InlineData("name = \"Rutter\" and balance = 1", 17)]
    [InlineData("name > \"Rutter\"", 6)]
    [InlineData("name = 5", 8)]
    [InlineData("balance ~ 5", 9)]
    [InlineData("balance = \"5\"", 11)]
    [InlineData("status ~ \"act\"", 8)]
    [InlineData("created_at ~ \"2024-01-01\"", 12)]
    [InlineData("created_at = \"yesterday\"", 14)]
    [InlineData("created_at = 2024", 14)]
    [InlineData("currency_code = \"USD\"", 1)]
    [InlineData("Balance = 5", 1)]
    [InlineData("balance = 1 AND colour = \"red\"", 17)]
    public async Task An_invalid_filter_is_400_and_says_where(string filter, int column)
    {
        var response = await api.GetAsync(TestApi.Accounts, $"filter={Uri.EscapeDataString(filter)}");

        Assert.Equal((400, "INVALID_FILTER"), (response.Status, response.ErrorCode));
        Assert.Contains($"at column {column}:", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_cannot_be_filtered_by_is_answered_with_those_that_can()
    {
        var response = await api.GetAsync(TestApi.Transfers, $"filter={Uri.EscapeDataString("total_amount > 5")}");

        Assert.Contains("created_at, updated_at, last_synced_at", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_as_deep_as_a_request_can_carry_is_evaluated()
    {
        var filter = new string('(', 5000) + "balance=50" + new string(')', 5000);
        var chain = string.Join(" OR ", Enumerable.Repeat("balance=50", 1500));

        Assert.Equal(["truly"], (await api.GetAsync(TestApi.Accounts, $"filter={filter}")).Ids("accounts"));
        Assert.Equal(["truly"], (await api.GetAsync(TestApi.Accounts, $"filter={Uri.EscapeDataString(chain)}")).Ids("accounts"));
    }

    private void Put(string id, string name, decimal balance, string createdAt) => api.Emulator.PutObject("accounts", new JsonObject
    {
        ["id"] = id,
        ["platform_id"] = $"platform-{id}",
        ["name"] = name,
        ["balance"] = balance,
        ["currency_code"] = "USD",
        ["created_at"] = createdAt,
        ["last_synced_at"] = createdAt,
    });
}
