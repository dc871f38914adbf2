using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Listing;

public sealed class ParallelReaderTests
{
    private const int Readers = 6;
    private static readonly DateTimeOffset Begin = new(2023, 5, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How the times of the last sync lie; in minutes after the beginning.</summary>
    public static TheoryData<ListShape> Shapes { get; } =
    [
        new ListShape(Shape: "empty", Count: 0, Filter: null),
        new ListShape(Shape: "one", Count: 1, Filter: null),
        new ListShape(Shape: "two", Count: 2, Filter: null),
        new ListShape(Shape: "even", Count: 900, Filter: null),
        new ListShape(Shape: "one minute of a year", Count: 900, Filter: null),
        new ListShape(Shape: "one instant of a year", Count: 900, Filter: null),
        new ListShape(Shape: "all at one instant", Count: 300, Filter: null),
        new ListShape(Shape: "two instants", Count: 300, Filter: null),
        new ListShape(Shape: "even", Count: 900, Filter: "created_at >= \"2023-05-02\" OR updated_at < \"2023-01-01\""),
        new ListShape(Shape: "one minute of a year", Count: 900, Filter: "last_synced_at >= \"2023-06-01\""),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Gives_the_same_objects_as_a_serial_list(ListShape given)
    {
        var (shape, count, filter) = given;
        using var emulator = Start(shape, count);
        var client = ClientOf(emulator);
        var query = new ListQuery { Limit = 20, Filter = filter };
        var serial = await client.ListAsync(query, cancellationToken: Token);

        var parallel = await ReadAsync(client, query);

        Assert.Equal(serial.Select(transfer => transfer.Id).Order(), parallel.Select(transfer => transfer.Id).Order());
        Assert.Equal(filter is null ? count : serial.Count, parallel.Count);
    }

    [Fact]
    public async Task Idle_readers_take_over_from_the_one_that_has_nearly_everything()
    {
        var observer = new InFlightObserver();
        using var emulator = Start("one minute of a year", 1500, latencyMs: 5);
        await ReadAsync(ClientOf(emulator, observer: observer), new ListQuery { Limit = 20 });
        Assert.Equal(Readers, observer.Most);

        // Without a split one reader alone would read the whole minute: then nearly all requests go on from a cursor of the same slice.
        var busiest = emulator.Requests.GroupBy(request => request.Query.GetValueOrDefault("filter")).Max(slice => slice.Count());
        Assert.InRange(busiest, 1, 40);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Never_has_more_requests_under_way_than_readers(int readers)
    {
        var observer = new InFlightObserver();
        using var emulator = Start("even", 600, latencyMs: 3);
        await ReadAsync(ClientOf(emulator, observer: observer), new ListQuery { Limit = 20 }, readers);
        Assert.Equal(readers, observer.Most);
    }

    [Theory]
    [InlineData("even")]
    [InlineData("one minute of a year")]
    [InlineData("all at one instant")]
    public async Task No_object_is_lost_or_repeated_while_the_data_changes(string shape)
    {
        using var emulator = Start(shape, 900);
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.ChangeData, Changes = 4, Seed = 7 });
        var before = Ids(emulator);

        var read = await ReadAsync(ClientOf(emulator), new ListQuery { Limit = 20 });

        var left = Ids(emulator);
        Assert.Empty(before.Intersect(left).Except(read.Select(transfer => transfer.Id)));
        Assert.Equal(read.Count, read.Select(transfer => transfer.Id).Distinct().Count());

        // So much changed that some of what was there was met in another place than it had been in.
        Assert.Contains(read, transfer => before.Contains(transfer.Id) && transfer.LastSyncedAt > DateTimeOffset.UtcNow.AddHours(-1));
    }

    [Fact]
    public async Task No_object_is_lost_or_repeated_when_every_fifth_read_fails()
    {
        using var emulator = Start("one minute of a year", 900);
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.Status, Status = 503, Probability = 0.1, Seed = 3, RetryAfter = "0" });
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.CutBody, Probability = 0.1, Seed = 5, Count = 8 });
        var read = await ReadAsync(ClientOf(emulator, retries: 8), new ListQuery { Limit = 30 });
        Assert.Equal(Ids(emulator).Order(), read.Select(transfer => transfer.Id).Order());
    }

    [Fact]
    public async Task Ends_with_the_error_of_the_read_that_failed_and_without_a_cursor()
    {
        using var emulator = Start("even", 600);
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.Status, Status = 451, SkipFirst = 12 });
        var failure = await Assert.ThrowsAsync<RutterApiException>(() => ReadAsync(ClientOf(emulator), new ListQuery { Limit = 20 }));
        Assert.Equal(451, failure.StatusCode);
        Assert.Null(failure.Cursor);
    }

    [Fact]
    public async Task Stops_asking_when_the_caller_stops()
    {
        using var emulator = Start("even", 900, latencyMs: 20);
        await foreach (var page in ClientOf(emulator)
            .ListPagesInParallelAsync(BankTransfer.Definition, new ListQuery { Limit = 20 }, Readers).WithCancellation(Token))
        {
            break;
        }

        // What was on its way when the caller stopped may still arrive.
        await Task.Delay(300, Token);
        var asked = emulator.Requests.Count;
        await Task.Delay(150, Token);
        Assert.InRange(asked, 3, 2 + (2 * Readers));
        Assert.Equal(asked, emulator.Requests.Count);
    }

    [Fact]
    public async Task A_cancelled_read_ends_though_every_reader_waits()
    {
        using var emulator = Start("even", 900);
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.SlowHeaders, DelayMs = 60_000, SkipFirst = 2 });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancel.CancelAfter(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in ClientOf(emulator)
                .ListPagesInParallelAsync(BankTransfer.Definition, new ListQuery(), Readers).WithCancellation(cancel.Token))
            {
                Assert.NotNull(page);
            }
        });
    }

    [Fact]
    public async Task A_platform_without_filters_is_named()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { Platform = "SAGE_INTACCT" });
        var failure = await Assert.ThrowsAsync<UnsupportedQueryException>(() => ReadAsync(ClientOf(emulator), new ListQuery()));
        Assert.Equal((QueryFeature.ParallelReading, "SAGE_INTACCT"), (failure.Feature, failure.Platform));
    }

    [Theory]
    [InlineData("Sat, 02 Mar 2024 10:00:00 GMT", "2024-03-02T09:59:00.000Z")]
    [InlineData("unknown", "2024-03-02T09:59:30.000Z")]
    public async Task The_servers_clock_decides_what_may_arrive_late(string date, string sweepFrom)
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 0 });
        foreach (var syncedAt in new[] { "2024-01-01T00:00:00.000Z", "2024-03-02T10:00:30.000Z" })
        {
            emulator.PutObject("bank_transfers", new JsonObject { ["id"] = syncedAt, ["platform_id"] = syncedAt, ["last_synced_at"] = syncedAt });
        }

        emulator.AddFault(new EmulatorFault { Kind = FaultKind.SlowHeaders, Headers = new Hashtable { ["Date"] = date } });
        Assert.Equal(2, (await ReadAsync(ClientOf(emulator), new ListQuery())).Count);
        Assert.Equal($"last_synced_at >= \"{sweepFrom}\"", emulator.Requests[^1].Query["filter"]);
    }

    [Fact]
    public void A_sort_order_and_a_cursor_are_refused()
    {
        var client = Clients.For(new Uri("http://127.0.0.1:9"));
        Assert.Throws<ArgumentException>(() => client.ListPagesInParallelAsync(BankTransfer.Definition, new ListQuery { Sort = "created_at" }, 2));
        Assert.Throws<ArgumentException>(() => client.ListPagesInParallelAsync(BankTransfer.Definition, new ListQuery { Cursor = "x" }, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.ListPagesInParallelAsync(BankTransfer.Definition, new ListQuery(), 0));
    }

    private static RutterEmulator Start(string shape, int count, int latencyMs = 0)
    {
        var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 0, LatencyMs = latencyMs, EnforceRateLimit = false });
        for (var i = 0; i < count; i++)
        {
            var synced = Begin + shape switch
            {
                "one minute of a year" when i % 20 != 0 => TimeSpan.FromDays(200) + TimeSpan.FromMilliseconds(i * 60_000.0 / count),
                "one instant of a year" when i % 3 != 0 => TimeSpan.FromDays(200),
                "all at one instant" => TimeSpan.Zero,
                "two instants" => TimeSpan.FromMilliseconds(i % 2),
                _ => TimeSpan.FromDays(365.0 * i / count),
            };
            emulator.PutObject("bank_transfers", new JsonObject
            {
                ["id"] = i % 10 == 0 ? $"id {i}" : new Guid(i, 7, 7, new byte[8]).ToString(),
                ["platform_id"] = i.ToString(CultureInfo.InvariantCulture),
                ["total_amount"] = i,
                ["created_at"] = "2023-05-02T00:00:00.000Z",
                ["last_synced_at"] = synced.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            });
        }

        return emulator;
    }

    private static RutterClient ClientOf(RutterEmulator emulator, int retries = 4, ITransportObserver? observer = null) =>
        emulator.Client(retries, observer);

    private static List<string> Ids(RutterEmulator emulator) =>
        [.. emulator.GetObjects("bank_transfers").Select(transfer => (string)transfer["id"]!)];

    private static async Task<List<BankTransfer>> ReadAsync(RutterClient client, ListQuery query, int readers = Readers)
    {
        var all = new List<BankTransfer>();
        await foreach (var page in client.ListPagesInParallelAsync(BankTransfer.Definition, query, readers).WithCancellation(Token))
        {
            Assert.NotEmpty(page.Items);
            all.AddRange(page.Items);
        }

        return all;
    }

    public sealed record ListShape(string Shape, int Count, string? Filter);
}
