using Rutter.Client.Errors;
using Rutter.Client.Names;
using Rutter.Client.Resources.Accounts;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Names;

/// <summary>How many requests names cost, and what happens to those that cannot be read.</summary>
public sealed class NameDirectoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_of_one_page_answers_for_every_id_that_comes_later()
    {
        await using var server = new RawServer(RawResponse.Json(Page(null, ("a", "Cash"), ("b", "Tax"))));
        var names = Clients.For(server.BaseAddress).Names;
        Assert.Equal("Cash", (await names.FindAsync(Account.Definition, ["a"], Token))["a"]!.Name);
        Assert.Equal("Tax", (await names.FindAsync(Account.Definition, ["b", "a"], Token))["b"]!.Name);
        Assert.Null((await names.FindAsync(Account.Definition, ["gone"], Token))["gone"]);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_long_list_is_left_when_fetching_what_is_missing_costs_less()
    {
        await using var server = new RawServer(
            RawResponse.Json(Page("2", ("a", "Cash"))), RawResponse.Json("""{"account":{"id":"z","name":"Last"}}"""));
        var names = Clients.For(server.BaseAddress).Names;
        Assert.Equal("Last", (await names.FindAsync(Account.Definition, ["z"], Token))["z"]!.Name);
        Assert.Contains("/accounts?limit=500", server.Requests.ElementAt(0), StringComparison.Ordinal);
        Assert.Contains("/accounts/z?", server.Requests.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_goes_on_where_it_stopped_when_many_are_missing()
    {
        await using var server = new RawServer(
            RawResponse.Json(Page("2", ("a", "A"))), RawResponse.Json(Page("3", ("b", "B"))), RawResponse.Json(Page(null, ("c", "C"))));
        var names = Clients.For(server.BaseAddress).Names;
        var found = await names.FindAsync(Account.Definition, ["a", "b", "c", "d"], Token);
        Assert.Equal(["A", "B", "C", null], found.Values.Select(one => one?.Name));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(403)]
    public async Task An_id_that_is_gone_or_not_allowed_has_no_name_and_is_not_asked_for_again(int status)
    {
        await using var server = new RawServer(RawResponse.Json(Page("2", ("a", "Cash"))), RawResponse.Json("{}", status));
        var names = Clients.For(server.BaseAddress).Names;
        Assert.Null((await names.FindAsync(Account.Definition, ["z"], Token))["z"]);
        Assert.Null((await names.FindAsync(Account.Definition, ["z"], Token))["z"]);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_failure_is_reported_and_not_cached()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 401), RawResponse.Json(Page(null, ("a", "Cash"))));
        var names = Clients.For(server.BaseAddress).Names;
        await Assert.ThrowsAsync<RutterApiException>(async () => await names.FindAsync(Account.Definition, ["a"], Token));
        Assert.Equal("Cash", (await names.FindAsync(Account.Definition, ["a"], Token))["a"]!.Name);
    }

    [Fact]
    public async Task A_page_size_that_is_refused_is_left_to_the_server()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 400), RawResponse.Json(Page(null, ("a", "Cash"))));
        Assert.Equal("Cash", (await Clients.For(server.BaseAddress).Names.FindAsync(Account.Definition, ["a"], Token))["a"]!.Name);
        Assert.DoesNotContain("limit", server.Requests.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_name_is_found_without_a_request()
    {
        await using var server = new RawServer(RawResponse.Json(Page(null, ("a", "Cash"))));
        var names = Clients.For(server.BaseAddress).Names;
        Assert.Null(names.FindKnown(Account.Definition, "a"));
        await names.ListAsync(Account.Definition, Token);
        Assert.Equal("Cash", names.FindKnown(Account.Definition, "a")!.Name);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task List_items_of_an_unexpected_form_are_ignored()
    {
        await using var server = new RawServer(
            RawResponse.Json("""{"accounts":[null,1,{"name":"x"},{"id":7},{"id":"a","name":{"x":1},"nominal_code":"1000"}]}"""));
        var found = (await Clients.For(server.BaseAddress).Names.FindAsync(Account.Definition, ["a"], Token))["a"];
        Assert.Equal(new NamedObject("a", null, "1000", null, null), found);
    }

    private static string Page(string? next, params (string Id, string Name)[] accounts)
    {
        var rows = accounts.Select(account => $$"""{"id":"{{account.Id}}","name":"{{account.Name}}"}""");
        return $$"""{"accounts":[{{string.Join(",", rows)}}],"next_cursor":{{(next is null ? "null" : $"\"{next}\"")}}}""";
    }
}
