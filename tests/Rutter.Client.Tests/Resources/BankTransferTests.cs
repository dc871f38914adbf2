using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Resources;

public sealed class BankTransferTests
{
    private static readonly DateTimeOffset SeedInstant = new(2023, 1, 2, 2, 34, 56, TimeSpan.Zero);

    [Fact]
    public async Task The_documented_list_example_has_every_property_right()
    {
        await using var server = new RawServer(RawResponse.Json(PublicExamples.List));
        await foreach (var page in Clients.For(server.BaseAddress).ListPagesAsync(BankTransfer.Definition, new ListQuery(), maximumItems: 1))
        {
            AssertIsPublicExample(Assert.Single(page.Items));
            Assert.Equal("MTY3NDgzMTk0Ml82MDY4ZDI0ZC02NGRmLTRmN2EtYTM0Ny0zN2ZmNjY5MGVmMjU=", page.NextCursor);
            Assert.Equal("00000000-0000-0000-0000-000000000000", page.Connection?.OrganizationId);
        }

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_documented_fetch_example_has_every_property_right()
    {
        await using var server = new RawServer(RawResponse.Json(PublicExamples.Fetch));
        AssertIsPublicExample(await Clients.For(server.BaseAddress).FetchAsync(
            BankTransfer.Definition, new FetchQuery("00000000-0000-0000-0000-000000000000"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Three_of_seventeen_fields_can_be_filtered()
    {
        Assert.Equal(17, BankTransfer.Definition.Fields.Count);
        Assert.Equal(
            ["created_at", "updated_at", "last_synced_at"],
            BankTransfer.Definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName));
    }

    [Fact]
    public async Task Properties_that_are_new_are_kept_even_under_names_of_our_own()
    {
        var transfer = await ReadAsync(
            """{"id":"1","fx":{"rate":1.10,"pair":["EUR","USD"]},"platform":"x","connection_id":7,"is_new":true,"nothing":null}""");
        var kept = transfer.AdditionalProperties!;
        var fx = Assert.IsType<Dictionary<string, object?>>(kept["fx"]);
        Assert.Equal(1.10m, fx["rate"]);
        Assert.Equal(new object?[] { "EUR", "USD" }, fx["pair"]);
        Assert.Equal("x", kept["platform"]);
        Assert.Equal(7L, kept["connection_id"]);
        Assert.Equal(true, kept["is_new"]);
        Assert.Null(kept["nothing"]);
        Assert.Equal("NETSUITE", transfer.Platform);
        Assert.Equal("c1", transfer.ConnectionId);
    }

    [Theory]
    [InlineData("\"2024-03-01\"", "2024-03-01T00:00:00.0000000+00:00")]
    [InlineData("\"2024-03-01T10:20:30\"", "2024-03-01T10:20:30.0000000+00:00")]
    [InlineData("\"2024-03-01T10:20:30.5\"", "2024-03-01T10:20:30.5000000+00:00")]
    [InlineData("\"2024-03-01T23:30:00-11:00\"", "2024-03-01T23:30:00.0000000-11:00")]
    [InlineData("\"2024-03-01T00:00:00.000Z\"", "2024-03-01T00:00:00.0000000+00:00")]
    public async Task Dates_stay_as_sent(string sent, string expected)
    {
        var transfer = await ReadAsync($$"""{"id":"1","transaction_date":{{sent}}}""");
        Assert.Equal(expected, transfer.TransactionDate?.ToString("o"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_missing_date_is_null(string sent) =>
        Assert.Null((await ReadAsync($$"""{"id":"1","created_at":{{sent}}}""")).CreatedAt);

    [Theory]
    [InlineData("9007199254740993.01", "9007199254740993.01")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.10", "0.10")]
    [InlineData("\"1234.50\"", "1234.50")]
    [InlineData("-0.01", "-0.01")]
    [InlineData("1e3", "1000")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public async Task Money_keeps_its_digits(string sent, string expected)
    {
        var amount = (await ReadAsync($$"""{"id":"1","total_amount":{{sent}}}""")).TotalAmount;
        Assert.Equal(expected, amount?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1.23456789012345678901234567890123")]
    [InlineData("\"1.234,56\"")]
    [InlineData("\"12 EUR\"")]
    [InlineData("true")]
    [InlineData("1e-40")]
    public async Task Money_that_cannot_be_kept_exactly_is_an_error(string sent)
    {
        var failure = await Assert.ThrowsAsync<Client.Errors.RutterApiException>(() => ReadAsync($$"""{"id":"1","total_amount":{{sent}}}"""));
        Assert.Equal("UnreadableReply", failure.Meaning.ErrorId);
        Assert.Contains("total_amount", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<BankTransfer> ReadAsync(string transfer)
    {
        await using var server = new RawServer(
            RawResponse.Json($$$"""{"bank_transfer":{{{transfer}}},"connection":{"id":"c1","orgId":"o","platform":"NETSUITE"}}"""));
        return await Clients.For(server.BaseAddress).FetchAsync(BankTransfer.Definition, new FetchQuery("1"), TestContext.Current.CancellationToken);
    }

    private static void AssertIsPublicExample(BankTransfer transfer)
    {
        const string Id = "00000000-0000-0000-0000-000000000000";
        Assert.Equal(Id, transfer.Id);
        Assert.Equal("12345678", transfer.PlatformId);
        Assert.Equal(Id, transfer.ClassId);
        Assert.Equal(Id, transfer.CreditAccountId);
        Assert.Equal(Id, transfer.DebitAccountId);
        Assert.Equal(Id, transfer.DepartmentId);
        Assert.Equal(Id, transfer.LocationId);
        Assert.Equal(Id, transfer.SubsidiaryId);
        Assert.Equal(SeedInstant, transfer.TransactionDate);
        Assert.Equal("USD", transfer.CurrencyCode);
        Assert.Equal(123.45m, transfer.TotalAmount);
        Assert.Equal("This is a memo.", transfer.Memo);
        Assert.Equal(SeedInstant, transfer.CreatedAt);
        Assert.Equal(SeedInstant, transfer.UpdatedAt);
        Assert.Equal(SeedInstant, transfer.LastSyncedAt);
        Assert.Equal("https://platform.com/resource?id=123", transfer.PlatformUrl);
        var data = Assert.IsType<Dictionary<string, object?>>(transfer.PlatformData);
        Assert.Equal(123L, data["id"]);
        Assert.Equal("Varies by platform", data["data"]);
        Assert.Equal(Id, transfer.ConnectionId);
        Assert.Equal("NETSUITE", transfer.Platform);
        Assert.Null(transfer.AdditionalProperties);
    }
}
