using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Listing;

public sealed class PageReaderTests
{
    [Theory]
    [InlineData("""{"bank_transfers":[{"id":"b"}],"next_cursor":null}""")]
    [InlineData("""{"bank_transfers":[{"id":"b"}],"next_cursor":""}""")]
    [InlineData("""{"bank_transfers":[{"id":"b"}]}""")]
    public async Task A_list_ends_where_the_cursor_is_null_empty_or_absent(string last)
    {
        await using var server = new RawServer(RawResponse.Json(Listings.Page("a+/=", "a")), RawResponse.Json(last));
        var all = await Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], all.Select(transfer => transfer.Id));
        Assert.Contains("cursor=a%2B%2F%3D", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_parameter_travels_on_every_page_and_percent_encoded()
    {
        await using var server = new RawServer(RawResponse.Json(Listings.Page("2", "a")), RawResponse.Json(Listings.Page(null, "b")));
        await Clients.For(server.BaseAddress).ListAsync(new ListQuery
        {
            Filter = "updated_at >= \"2024-03-01\" AND (created_at < \"2024-04-01\")",
            Sort = "last_synced_at ASC",
            Limit = 7,
            Expand = "platform_data",
            ForceFetch = true,
            LastSyncedAtMin = DateTimeOffset.UnixEpoch.AddMilliseconds(1),
            UpdatedAtMin = DateTimeOffset.UnixEpoch.AddMilliseconds(2),
            UpdatedAtMax = DateTimeOffset.UnixEpoch.AddMilliseconds(3),
        }, cancellationToken: TestContext.Current.CancellationToken);
        const string Parameters =
            "limit=7&filter=updated_at%20%3E%3D%20%222024-03-01%22%20AND%20%28created_at%20%3C%20%222024-04-01%22%29&sort=last_synced_at%20ASC"
            + "&expand=platform_data&last_synced_at_min=1&updated_at_max=3&updated_at_min=2&force_fetch=true&access_token=CANARY%20token%26abcdef HTTP/1.1\r\n";
        Assert.Collection(
            server.Requests,
            first => Assert.StartsWith("GET /versioned/accounting/bank_transfers?" + Parameters, first, StringComparison.Ordinal),
            second => Assert.StartsWith("GET /versioned/accounting/bank_transfers?cursor=2&" + Parameters, second, StringComparison.Ordinal));
        Assert.All(server.Requests, request =>
        {
            Assert.Contains("X-Rutter-Version: 2024-08-31\r\n", request, StringComparison.Ordinal);
            Assert.Contains("Authorization: Basic ", request, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task One_page_is_fetched_ahead_and_no_more()
    {
        await using var server = new RawServer([.. Enumerable.Range(1, 9).Select(n => RawResponse.Json(Listings.Page($"{n}", $"{n}")))]);
        var pages = Clients.For(server.BaseAddress).ListPagesAsync(BankTransfer.Definition, new ListQuery()).GetAsyncEnumerator(
            TestContext.Current.CancellationToken);
        await pages.MoveNextAsync();
        await WaitUntilAsync(() => server.Requests.Count == 2);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(2, server.Requests.Count);
        await pages.DisposeAsync();
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"next_cursor":"2","bank_transfers":[{"id":"a","platform_data":{"next_cursor":"wrong"}}]}""")]
    [InlineData("""{"next_cursor":"2","bank_transfers":[{"id":"a","memo":"\"next_cursor\":\"wrong\""}]}""")]
    public async Task A_text_that_only_looks_like_the_next_cursor_is_not_followed(string first)
    {
        // A request for the wrong page may or may not leave before the right cursor is known, and would take a response with it.
        var second = RawResponse.Json(Listings.Page(null, "b"));
        await using var server = new RawServer(RawResponse.Json(first), second, second);
        var all = await Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], all.Select(transfer => transfer.Id));
        Assert.Contains(server.Requests, request => request.Contains("cursor=2&", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public async Task Nothing_is_fetched_beyond_what_is_wanted(long wanted, int requests)
    {
        await using var server = new RawServer([.. Enumerable.Range(1, 9).Select(n => RawResponse.Json(Listings.Page($"{n}", $"{n}a", $"{n}b")))]);
        await Clients.For(server.BaseAddress).ListAsync(maximumItems: wanted, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task A_cursor_that_leads_to_itself_is_an_error_not_an_endless_list()
    {
        await using var server = new RawServer(RawResponse.Json(Listings.Page("x", "a")), RawResponse.Json(Listings.Page("x", "a")));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("never end", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_fails_part_way_says_where_to_go_on()
    {
        await using var server = new RawServer(
            RawResponse.Json(Listings.Page("page-2", "a")), RawResponse.Json("""{"error_code":"X","error_message":"no"}""", 400));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("page-2", failure.Cursor);
        Assert.Contains("Cursor says where to go on", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"bank_transfers":[null]}""", "Number 1")]
    [InlineData("""{"bank_transfers":[{"id":"a"},null,{"id":"b"}]}""", "Number 2")]
    public async Task A_row_that_is_null_is_an_error_and_no_row_that_is_lost(string body, string expected)
    {
        await using var server = new RawServer(RawResponse.Json(body));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress, retries: 3).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("UnreadableReply", failure.Meaning.ErrorId);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_lone_surrogate_in_one_row_does_not_lose_the_list()
    {
        await using var server = new RawServer(RawResponse.Json("""{"bank_transfers":[{"id":"a","memo":"x\ud800y"},{"id":"b"}]}"""));
        var all = await Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], all.Select(transfer => transfer.Id));
        Assert.Equal("x\ufffdy", all[0].Memo);
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"bank_transfers":null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("")]
    public async Task A_response_without_the_list_never_passes_for_an_empty_one(string body)
    {
        await using var server = new RawServer(RawResponse.Json(body));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("UnreadableReply", failure.Meaning.ErrorId);
        Assert.NotEmpty(failure.RecommendedAction);
    }

    [Fact]
    public async Task Pages_that_break_off_are_read_again_and_each_object_comes_once()
    {
        var first = Listings.Page("2", "a", "b");
        await using var server = new RawServer(
            RawResponse.Part(first, 0.6), RawResponse.Drop, RawResponse.Json("""{"error_message":"busy"}""", 503), RawResponse.Json(first),
            RawResponse.Part(Listings.Page(null, "c"), 0.3), RawResponse.Json(Listings.Page(null, "c")));
        var all = await Clients.For(server.BaseAddress, retries: 4).ListAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b", "c"], all.Select(transfer => transfer.Id));
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_web_page_in_the_place_of_a_response_is_named_and_not_asked_for_again()
    {
        await using var server = new RawServer(RawResponse.Html("<html>Log in to the network</html>"));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress, retries: 3).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("web page", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.True(condition());
    }
}
