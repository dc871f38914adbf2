using System.Text.Json.Nodes;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Data;

public sealed class GeneratedDataTests
{
    private static readonly EmulatorOptions Options = new() { TransferCount = 2000, EnforceRateLimit = false };

    [Fact]
    public void The_same_seed_gives_the_same_data_and_another_seed_other_data()
    {
        using var one = RutterEmulator.Start(Options);
        using var same = RutterEmulator.Start(Options);
        using var other = RutterEmulator.Start(Options with { Seed = 2 });

        Assert.Equal(Text(one, "bank_transfers"), Text(same, "bank_transfers"));
        Assert.Equal(Text(one, "accounts"), Text(same, "accounts"));
        Assert.Equal(one.ConnectionId, same.ConnectionId);
        Assert.NotEqual(Text(one, "bank_transfers"), Text(other, "bank_transfers"));
        Assert.NotEqual(one.ConnectionId, other.ConnectionId);
    }

    [Fact]
    public void The_accounts_do_not_depend_on_the_number_of_transfers()
    {
        using var one = RutterEmulator.Start(Options);
        using var other = RutterEmulator.Start(Options with { TransferCount = 1 });

        Assert.Equal(Text(one, "accounts"), Text(other, "accounts"));
    }

    [Fact]
    public void Transfers_are_like_those_of_a_ledger()
    {
        using var emulator = RutterEmulator.Start(Options);
        var transfers = emulator.GetObjects("bank_transfers");
        var currencies = emulator.GetObjects("accounts").ToDictionary(
            account => (string)account["id"]!, account => (string)account["currency_code"]!);

        Assert.Equal(Options.TransferCount, transfers.Select(item => (string)item["id"]!).Distinct().Count());
        Assert.Equal(Options.TransferCount, transfers.Select(item => (string)item["platform_id"]!).Distinct().Count());
        Assert.All(transfers, item =>
        {
            Assert.Equal(Fields(withPlatformData: false), item.Select(property => property.Key));
            Assert.True(Guid.TryParse((string)item["id"]!, out _));
            Assert.NotEqual((string?)item["credit_account_id"], (string?)item["debit_account_id"]);
            Assert.All(
                new[] { (string?)item["credit_account_id"], (string?)item["debit_account_id"] }.OfType<string>(),
                id => Assert.Equal((string)item["currency_code"]!, currencies[id]));
            Assert.Matches(@"^\d+\.\d\d$", item["total_amount"]!.ToJsonString());
            Assert.True((decimal)item["total_amount"]! > 0);
            Assert.NotNull(item["last_synced_at"]);
            Assert.EndsWith("T00:00:00.000Z", (string)item["transaction_date"]!, StringComparison.Ordinal);
            if (item["created_at"] is not null && item["updated_at"] is not null)
            {
                Assert.True(string.CompareOrdinal((string)item["updated_at"]!, (string)item["created_at"]!) >= 0);
            }

            Assert.True(string.CompareOrdinal((string)item["last_synced_at"]!, (string?)item["updated_at"]) >= 0);
        });
    }

    [Theory]
    [InlineData("class_id")]
    [InlineData("credit_account_id")]
    [InlineData("department_id")]
    [InlineData("location_id")]
    [InlineData("memo")]
    [InlineData("created_at")]
    [InlineData("updated_at")]
    [InlineData("platform_url")]
    public void A_nullable_property_is_sometimes_null(string name)
    {
        using var emulator = RutterEmulator.Start(Options);
        var values = emulator.GetObjects("bank_transfers").Select(item => item[name]).ToList();

        Assert.Contains(null, values);
        Assert.Contains(values, value => value is not null);
    }

    [Fact]
    public void Some_transfers_have_the_awkward_values_that_real_ones_have()
    {
        using var emulator = RutterEmulator.Start(Options);
        var transfers = emulator.GetObjects("bank_transfers");

        Assert.Contains(transfers, item => item["total_amount"]!.ToJsonString() == "0.10");
        Assert.Contains(transfers, item => ((string?)item["memo"])?.Any(c => c > 127) == true);
        Assert.Contains(transfers.GroupBy(item => (string?)item["updated_at"]), group => group.Key is not null && group.Count() > 1);
    }

    public static TheoryData<PlatformCase> Platforms { get; } =
    [
        new PlatformCase(Platform: "NETSUITE", HasSubsidiaries: true),
        new PlatformCase(Platform: "QUICKBOOKS", HasSubsidiaries: false),
    ];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Only_some_platforms_have_subsidiaries(PlatformCase given)
    {
        var (platform, hasSubsidiaries) = given;
        using var emulator = RutterEmulator.Start(Options with { TransferCount = 20, Platform = platform });

        Assert.All(emulator.GetObjects("bank_transfers"), item => Assert.Equal(hasSubsidiaries, item["subsidiary_id"] is not null));
    }

    [Fact]
    public async Task Text_travels_as_it_is()
    {
        using var api = TestApi.Start(Options with { TransferCount = 0 });
        const string Memo = "Ü 家 🏦 \"quoted\" \\ <b>&'+ \u0007 \u202e";
        api.Emulator.PutObject(
            "bank_transfers",
            new JsonObject { ["id"] = "a", ["platform_id"] = "b", ["memo"] = Memo, ["total_amount"] = JsonNode.Parse("9007199254740993.010") });

        var response = await api.GetAsync($"{TestApi.Transfers}/a");

        Assert.Equal(Memo, response.Json.GetProperty("bank_transfer").GetProperty("memo").GetString());
        Assert.Equal("9007199254740993.010", response.Json.GetProperty("bank_transfer").GetProperty("total_amount").GetRawText());
        Assert.Contains("Ü 家", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_definition_of_bank_transfers_has_the_fields_of_the_page_in_its_order()
    {
        using var api = TestApi.Start(Options with { TransferCount = 1 });
        var documented = PublicExample.Json("fetch-response")["bank_transfer"]!.AsObject().Select(property => property.Key).ToList();

        var response = await api.GetAsync($"{TestApi.Transfers}/{api.StoredTransfers()[0]["id"]}");

        Assert.Equal(documented, response.Json.GetProperty("bank_transfer").EnumerateObject().Select(property => property.Name));
        Assert.Equal(documented, Fields(withPlatformData: true));
    }

    private static IEnumerable<string> Fields(bool withPlatformData) =>
        BankTransfer.Definition.Fields.Select(field => field.ApiName).Where(name => withPlatformData || name != "platform_data");

    private static string Text(RutterEmulator emulator, string listKey) =>
        string.Join('\n', emulator.GetObjects(listKey).Select(item => item.ToJsonString()));

    public sealed record PlatformCase(string Platform, bool HasSubsidiaries);
}
