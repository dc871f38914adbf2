using Rutter.Client.Errors;
using Rutter.Client.Filtering;
using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Listing;

/// <summary>Filters, orders and ids on platforms that take them, and on those that do not, without asking first which one it is.</summary>
public sealed class PlatformQueryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_filtered_list_is_one_request_where_the_platform_takes_filters()
    {
        using var emulator = Start("QUICKBOOKS");
        Assert.Equal(20, (await emulator.Client()
            .ListAsync(new ListQuery { Filter = "last_synced_at > \"2000-01-01\"", Sort = "created_at ASC" }, cancellationToken: Token)).Count);
        Assert.Single(emulator.Requests);
    }

    [Fact]
    public async Task A_wrong_filter_stays_an_error_of_the_filter()
    {
        using var emulator = Start("QUICKBOOKS");
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => emulator.Client().ListAsync(new ListQuery { Filter = "memo ~ \"a\"" }, cancellationToken: Token));
        Assert.Equal("INVALID_FILTER", failure.ErrorCode);
    }

    [Fact]
    public async Task A_range_of_time_is_asked_for_in_the_way_of_the_platform_after_its_refusal_and_then_at_once()
    {
        using var emulator = Start("SAGE_INTACCT");
        var query = new ListQuery { Filter = "updated_at > \"2000-01-01\" AND last_synced_at >= \"2000-01-01\"" };
        var client = emulator.Client();
        var first = await client.ListAsync(query, cancellationToken: Token);
        Assert.Equal([400, 200], emulator.Requests.Select(request => request.Status));
        Assert.Equal("946684800000", emulator.Requests[1].Query["updated_at_min"]);

        emulator.ClearRequests();
        Assert.Equal(first.Count, (await client.ListAsync(query, cancellationToken: Token)).Count);
        Assert.False(Assert.Single(emulator.Requests).Query.ContainsKey("filter"));
    }

    [Theory]
    [InlineData("updated_at > \"2024-01-01\" OR updated_at < \"2023-01-01\"", "OR")]
    [InlineData("created_at > \"2024-01-01\"", "created_at > \"2024-01-01\"")]
    [InlineData("updated_at > \"2024-01-01\" AND last_synced_at < \"2024-01-01\"", "last_synced_at < \"2024-01-01\"")]
    public async Task A_condition_that_time_parameters_cannot_express_is_named_with_its_place(string filter, string place)
    {
        using var emulator = Start("SAGE_BUSINESS_CLOUD");
        var client = emulator.Client();
        for (var round = 0; round < 2; round++)
        {
            var failure = await Assert.ThrowsAsync<UnsupportedQueryException>(
                () => client.ListAsync(new ListQuery { Filter = filter }, cancellationToken: Token));
            Assert.Equal((QueryFeature.Filter, "SAGE_BUSINESS_CLOUD", filter), (failure.Feature, failure.Platform, failure.Text));
            var error = Assert.Single(failure.Errors);
            Assert.Equal(place, filter.Substring(error.Position, error.Length));
            Assert.DoesNotContain(" -", failure.Message, StringComparison.Ordinal);
        }

        // The second time nothing is sent.
        Assert.Equal(2, emulator.Requests.Count);
    }

    [Fact]
    public async Task A_sort_order_is_named()
    {
        using var emulator = Start("SAGE_INTACCT");
        var failure = await Assert.ThrowsAsync<UnsupportedQueryException>(
            () => emulator.Client().ListAsync(new ListQuery { Sort = "updated_at ASC" }, cancellationToken: Token));
        Assert.Equal((QueryFeature.Sort, "updated_at ASC"), (failure.Feature, failure.Text));
    }

    [Fact]
    public async Task A_filter_that_was_ignored_is_not_taken_for_one_that_was_applied()
    {
        static string Page(string id, string updatedAt) =>
            $$$"""{"bank_transfers":[{"id":"{{{id}}}","updated_at":"{{{updatedAt}}}"}],"next_cursor":null,"connection":{"id":"c","platform":"SAGE_INTACCT"}}""";
        await using var server = new RawServer(
            RawResponse.Json(Page("old", "2020-01-01T00:00:00Z")), RawResponse.Json(Page("new", "2024-01-01T00:00:00Z")));
        var read = await Clients.For(server.BaseAddress).ListAsync(
            new ListQuery { Filter = "updated_at >= \"2023-01-01\"" }, cancellationToken: Token);
        Assert.Equal("new", Assert.Single(read).Id);
        Assert.Contains("updated_at_min=", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wanted_number_counts_the_selected_objects()
    {
        using var emulator = Start("SAGE_INTACCT");
        var all = await emulator.Client().ListAsync(cancellationToken: Token);
        var bound = all.Where(item => item.UpdatedAt is not null).OrderByDescending(item => item.UpdatedAt).ElementAt(10).UpdatedAt!.Value;
        var query = new ListQuery { Filter = $"updated_at < {FilterText.Quote(bound)}", Limit = 3 };
        var some = await emulator.Client().ListAsync(query, 4, Token);
        Assert.InRange(some.Count, 4, 6);
        Assert.All(some, item => Assert.True(item.UpdatedAt < bound));
    }

    [Fact]
    public async Task Platform_ids_are_refused_by_name_and_the_second_time_before_anything_is_sent()
    {
        using var emulator = Start("SAGE_INTACCT");
        var client = emulator.Client();
        var query = new FetchQuery("1001") { IsPlatformId = true };
        for (var round = 0; round < 2; round++)
        {
            var failure = await Assert.ThrowsAsync<UnsupportedQueryException>(
                async () => await client.FetchAsync(BankTransfer.Definition, query, Token));
            Assert.Equal((QueryFeature.PlatformId, "SAGE_INTACCT"), (failure.Feature, failure.Platform));
        }

        Assert.Equal(2, emulator.Requests.Count);
    }

    [Fact]
    public async Task A_platform_id_that_is_not_there_stays_so_where_platform_ids_work()
    {
        using var emulator = Start("QUICKBOOKS");
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            async () => await emulator.Client().FetchAsync(BankTransfer.Definition, new FetchQuery("none") { IsPlatformId = true }, Token));
        Assert.Equal(410, failure.StatusCode);
    }

    [Fact]
    public async Task The_organisation_of_a_response_is_on_its_objects()
    {
        await using var server = new RawServer(RawResponse.Json(Listings.Page(null, "a")));
        Assert.Equal("o1", Assert.Single(await Clients.For(server.BaseAddress).ListAsync(cancellationToken: Token)).OrganizationId);
    }

    private static RutterEmulator Start(string platform) =>
        RutterEmulator.Start(new EmulatorOptions { Platform = platform, TransferCount = 20, EnforceRateLimit = false });
}
