using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Listing;

/// <summary>The size of a page where the caller leaves it open.</summary>
public sealed class PageSizeTests
{
    private const string TooLarge =
        """{"error_type":"VALIDATION_ERROR","error_code":"INVALID_PARAMETER","error_message":"limit must be at most 100"}""";
    private const string Unclear = """{"error_message":"Invalid request"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "limit=500&")]
    [InlineData(5L, "limit=5&")]
    [InlineData(700L, "limit=500&")]
    public async Task A_large_page_is_asked_for_but_no_more_than_is_wanted(long? wanted, string sent)
    {
        await using var server = new RawServer(RawResponse.Json(Listings.Page(null, "a")));
        await Clients.For(server.BaseAddress).ListAsync(maximumItems: wanted, cancellationToken: Token);
        Assert.Contains(sent, server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_is_refused_is_made_smaller_once_for_a_client()
    {
        await using var server = new RawServer(
            RawResponse.Json(TooLarge, 400), RawResponse.Json(Listings.Page("2", "a")), RawResponse.Json(Listings.Page(null, "b")), RawResponse.Json(
                Listings.Page(null, "c")));
        var client = Clients.For(server.BaseAddress);
        var all = await client.ListAsync(cancellationToken: Token);
        all.AddRange(await client.ListAsync(cancellationToken: Token));
        Assert.Equal(["a", "b", "c"], all.Select(transfer => transfer.Id));
        Assert.Collection(
            server.Requests,
            request => Assert.Contains("limit=500&", request, StringComparison.Ordinal),
            request => Assert.Contains("limit=100&", request, StringComparison.Ordinal),
            request => Assert.Contains("cursor=2&limit=100&", request, StringComparison.Ordinal),
            request => Assert.Contains("limit=100&", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TooLarge, 3)]
    [InlineData(Unclear, 2)]
    public async Task After_repeated_refusals_the_server_chooses_the_page_size(string refusal, int requests)
    {
        await using var server = new RawServer(
            [.. Enumerable.Repeat(RawResponse.Json(refusal, 400), requests - 1), RawResponse.Json(Listings.Page(null, "a"))]);
        var all = await Clients.For(server.BaseAddress).ListAsync(cancellationToken: Token);
        Assert.Equal("a", Assert.Single(all).Id);
        Assert.Equal(requests, server.Requests.Count);
        Assert.DoesNotContain("limit", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_was_about_something_else_is_told_as_it_came_first_and_changes_nothing()
    {
        await using var server = new RawServer(
            RawResponse.Json(Unclear, 400), RawResponse.Json("""{"error_message":"other"}""", 400), RawResponse.Json(Listings.Page(null, "a")));
        var client = Clients.For(server.BaseAddress);
        var failure = await Assert.ThrowsAsync<RutterApiException>(() => client.ListAsync(cancellationToken: Token));
        Assert.Equal("Invalid request", failure.ErrorMessage);
        await client.ListAsync(cancellationToken: Token);
        Assert.Contains("limit=500&", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, """{"error_code":"INVALID_FILTER","error_message":"The filter is wrong."}""")]
    [InlineData(null, """{"error_type":"CONNECTION_ERROR","error_code":"PRODUCT_NOT_READY","error_message":"Wait."}""")]
    [InlineData(400, TooLarge)]
    public async Task A_refusal_for_another_cause_or_of_the_callers_own_size_is_not_retried(int? limit, string refusal)
    {
        await using var server = new RawServer(RawResponse.Json(refusal, 400), RawResponse.Json(Listings.Page(null, "a")));
        await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(new ListQuery { Limit = limit }, cancellationToken: Token));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(50L)]
    public async Task A_size_that_the_server_takes_by_itself_is_not_what_it_refused(long wanted)
    {
        await using var server = new RawServer(RawResponse.Json(Unclear, 400), RawResponse.Json(Listings.Page(null, "a")));
        await Assert.ThrowsAsync<RutterApiException>(() => Clients.For(server.BaseAddress).ListAsync(maximumItems: wanted, cancellationToken: Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_unclear_refusal_of_a_filtered_list_is_not_put_down_to_the_size()
    {
        await using var server = new RawServer(
            RawResponse.Json(Unclear, 400), RawResponse.Json(Listings.Page(null, "a")), RawResponse.Json(Listings.Page(null, "a")));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(new ListQuery { Filter = "memo = \"a\"" }, cancellationToken: Token));
        Assert.Equal("Invalid request", failure.ErrorMessage);
        Assert.Single(server.Requests, request => request.Contains("filter=", StringComparison.Ordinal));
    }
}
