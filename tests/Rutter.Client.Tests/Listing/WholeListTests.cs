using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Listing;

/// <summary>A list of several pages is whole as of its end, although the data changes while it is read.</summary>
public sealed class WholeListTests
{
    private const string Transfers = "bank_transfers";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What the <c>Date</c> of the responses says, compared with the clock that objects are stamped by.</summary>
    public static TheoryData<ServerClock> ServerClocks { get; } =
    [
        new ServerClock(Clock: "no Date", HoursAhead: null),
        new ServerClock(Clock: "the same time", HoursAhead: 0),
        new ServerClock(Clock: "an hour later", HoursAhead: 1),
        new ServerClock(Clock: "an hour earlier", HoursAhead: -1),
        new ServerClock(Clock: "two years later", HoursAhead: 2 * 365 * 24),
    ];

    [Theory]
    [MemberData(nameof(ServerClocks))]
    public async Task Each_object_that_is_there_at_the_end_comes_in_its_last_version_and_no_version_twice(ServerClock item)
    {
        var (clock, hoursAhead) = item;
        for (var seed = 1; seed <= 12; seed++)
        {
            var size = 5 + (seed * 3);
            using var emulator = Start(120);
            emulator.AddFault(
                new EmulatorFault { Kind = FaultKind.ChangeData, Changes = seed % 5, Seed = seed, Count = 120 / size, Headers = Date(hoursAhead) });
            emulator.AddFault(new EmulatorFault { Kind = FaultKind.SlowHeaders, Headers = Date(hoursAhead) });

            var read = await emulator.Client().ListAsync(new ListQuery { Limit = size }, cancellationToken: Token);

            var given = read.Select(item => (item.Id, item.UpdatedAt, item.LastSyncedAt)).ToList();
            var there = emulator.GetObjects(Transfers)
                .Select(item => ((string)item["id"]!, Instant(item["updated_at"]), Instant(item["last_synced_at"]))).ToList();
            Assert.True(!there.Except(given).Any(), $"Lost with {clock}, seed {seed}: {string.Join(", ", there.Except(given))}");
            var repeated = given.GroupBy(item => item).Where(item => item.Count() > 1).Select(item => item.Key).ToList();
            Assert.True(repeated.Count == 0, $"Twice with {clock}, seed {seed}: {string.Join(", ", repeated)}");
        }
    }

    [Fact]
    public async Task An_object_that_an_update_moves_past_the_reader_is_read_at_the_end()
    {
        using var emulator = Start(30);
        var expected = await emulator.Client().ListAsync(cancellationToken: Token);
        var last = expected[^1].Id;
        var read = new List<BankTransfer>();
        await foreach (var page in emulator.Client().ListPagesAsync(BankTransfer.Definition, new ListQuery { Limit = 10 }).WithCancellation(Token))
        {
            if (read.Count == 0)
            {
                emulator.ChangeObject(Transfers, new JsonObject { ["id"] = last, ["memo"] = "moved" });
            }

            read.AddRange(page.Items);
        }

        Assert.Equal(expected.Select(item => item.Id), read.Select(item => item.Id));
        Assert.Equal("moved", read[^1].Memo);
    }

    [Fact]
    public async Task Reading_changes_at_the_end_costs_one_request_for_several_pages_and_none_for_one()
    {
        using var emulator = Start(30);
        Assert.Equal(4, await RequestsOf(new ListQuery { Limit = 10 }));
        Assert.Equal(1, await RequestsOf(new ListQuery()));
        Assert.Equal(1, await RequestsOf(new ListQuery { Limit = 30 }));
        Assert.Equal(3, await RequestsOf(new ListQuery { Limit = 10 }, maximumItems: 25));
        Assert.Equal(3, await RequestsOf(new ListQuery { Limit = 10, Sort = "created_at ASC" }));

        async Task<int> RequestsOf(ListQuery query, long? maximumItems = null)
        {
            emulator.ClearRequests();
            await emulator.Client().ListAsync(query, maximumItems, Token);
            return emulator.Requests.Count;
        }
    }

    [Fact]
    public async Task The_second_reading_keeps_the_filter_of_the_list()
    {
        using var emulator = Start(30);
        await emulator.Client().ListAsync(
            new ListQuery { Limit = 10, Filter = "created_at > \"2020-01-01\" OR updated_at > \"2020-01-01\"", Expand = "platform_data" },
                cancellationToken: Token);
        var last = emulator.Requests[^1].Query;
        Assert.StartsWith(
            "(created_at > \"2020-01-01\" OR updated_at > \"2020-01-01\") AND last_synced_at > \"", last["filter"], StringComparison.Ordinal);
        Assert.Equal(("last_synced_at ASC", "platform_data", "10"), (last["sort"], last["expand"], last["limit"]));
    }

    [Fact]
    public async Task No_more_than_a_few_of_the_newest_are_read_again_where_nothing_was_synced_meanwhile()
    {
        using var emulator = Start(400);
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.SlowHeaders, Headers = Date(0) });
        Assert.Equal(400, (await emulator.Client().ListAsync(new ListQuery { Limit = 100 }, cancellationToken: Token)).Count);
        var since = DateTimeOffset.Parse(emulator.Requests[^1].Query["filter"].Split('"')[1], CultureInfo.InvariantCulture);
        Assert.InRange(emulator.GetObjects(Transfers).Count(item => Instant(item["last_synced_at"]) > since), 1, 64);
    }

    [Fact]
    public async Task A_platform_without_filters_is_not_asked_at_the_end()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { Platform = "SAGE_INTACCT", TransferCount = 30 });
        Assert.Equal(30, (await emulator.Client().ListAsync(new ListQuery { Limit = 10 }, cancellationToken: Token)).Count);
        Assert.Equal(3, emulator.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_filter_gives_nothing_twice()
    {
        var pages = new[] { Page("2", "a", "b"), Page(null, "c", "d") };
        await using var server = new RawServer([.. pages.Concat(pages).Select(page => RawResponse.Json(page))]);
        var read = await Clients.For(server.BaseAddress).ListAsync(new ListQuery { Limit = 2 }, cancellationToken: Token);
        Assert.Equal(["a", "b", "c", "d"], read.Select(item => item.Id));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task A_server_that_refuses_the_filter_gives_the_list_as_it_was_read(int status)
    {
        await using var server = new RawServer(
            RawResponse.Json(Page("2", "a", "b")), RawResponse.Json(Page(null, "c")), RawResponse.Json("""{"error_message":"no"}""", status));
        var read = await Clients.For(server.BaseAddress).ListAsync(new ListQuery { Limit = 2 }, cancellationToken: Token);
        Assert.Equal(["a", "b", "c"], read.Select(item => item.Id));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_failure_at_the_end_is_an_error_and_names_no_cursor()
    {
        await using var server = new RawServer(
            RawResponse.Json(Page("2", "a", "b")), RawResponse.Json(Page(null, "c")), RawResponse.Json("""{"error_message":"no"}""", 451));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(new ListQuery { Limit = 2 }, cancellationToken: Token));
        Assert.Equal(451, failure.StatusCode);
        Assert.Null(failure.Cursor);
    }

    private static RutterEmulator Start(int transfers) =>
        RutterEmulator.Start(new EmulatorOptions { TransferCount = transfers, EnforceRateLimit = false });

    private static Hashtable Date(double? hoursAhead) =>
        new() { ["Date"] = hoursAhead is { } hours ? DateTimeOffset.UtcNow.AddHours(hours).ToString("R", CultureInfo.InvariantCulture) : null };

    private static DateTimeOffset? Instant(JsonNode? value) =>
        value is null ? null : DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture);

    // The first object of a page was synced last.
    private static string Page(string? nextCursor, params string[] ids)
    {
        var items = ids.Select(id => $$"""{"id":"{{id}}","last_synced_at":"2024-01-01T0{{9 - (id[0] - 'a')}}:00:00.000Z"}""");
        return $$"""{"bank_transfers":[{{string.Join(',', items)}}],"next_cursor":{{(nextCursor is null ? "null" : $"\"{nextCursor}\"")}}}""";
    }

    public sealed record ServerClock(string Clock, double? HoursAhead);
}
