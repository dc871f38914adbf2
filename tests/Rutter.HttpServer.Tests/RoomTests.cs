
namespace Rutter.HttpServer.Tests;

/// <summary>The idlest and slowest connections make room, and in the end all do. The clock does not move, so no timeout can close them.</summary>
public sealed class RoomTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string GetAndClose = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private readonly ManualTime time = new();

    private ServerOptions Options => new() { Time = time };

    [Fact]
    public async Task The_connection_that_was_idle_the_longest_makes_room()
    {
        await using var server = TestServer.Start(Options with { MaximumConnections = 3 });
        using var first = await OpenedAsync(server);
        using var second = await OpenedAsync(server);
        using var third = await OpenedAsync(server);
        using var fourth = await OpenedAsync(server);
        using var fifth = await OpenedAsync(server);

        Assert.Equal("", await first.ReadToEndAsync());
        Assert.Equal("", await second.ReadToEndAsync());
        await AssertIsOpenAsync(third);
        await AssertIsOpenAsync(fourth);
        await AssertIsOpenAsync(fifth);
    }

    [Fact]
    public async Task A_client_with_good_requests_keeps_its_place_before_one_that_only_connected()
    {
        await using var server = TestServer.Start(Options with { MaximumConnections = 2 });
        using var good = await OpenedAsync(server);
        await good.SendAsync(Get);
        await good.ReadResponseAsync();
        using var bad = await OpenedAsync(server);
        time.Advance(TimeSpan.FromMilliseconds(100));
        using var third = await OpenedAsync(server);

        Assert.Equal("", await bad.ReadToEndAsync());
        await AssertIsOpenAsync(good);
        await AssertIsOpenAsync(third);
    }

    [Fact]
    public async Task An_address_with_too_many_connections_makes_room_for_itself_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux 127.0.0.2 is an address of the machine without more ado.");
        await using var server = TestServer.Start(Options with { MaximumConnectionsPerAddress = 2 });
        using var other = await OpenedAsync(server, "127.0.0.2");
        using var first = await OpenedAsync(server);
        using var second = await OpenedAsync(server);
        using var third = await OpenedAsync(server);

        Assert.Equal("", await first.ReadToEndAsync());
        await AssertIsOpenAsync(other);
        await AssertIsOpenAsync(second);
    }

    [Fact]
    public async Task The_address_with_the_most_connections_makes_room_for_all()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux 127.0.0.2 is an address of the machine without more ado.");
        await using var server = TestServer.Start(Options with { MaximumConnections = 3 });
        using var other = await OpenedAsync(server, "127.0.0.2");
        using var first = await OpenedAsync(server);
        using var second = await OpenedAsync(server);
        using var third = await OpenedAsync(server, "127.0.0.3");

        Assert.Equal("", await first.ReadToEndAsync());
        await AssertIsOpenAsync(other);
        await AssertIsOpenAsync(second);
    }

    [Fact]
    public async Task A_request_that_is_being_answered_is_never_closed_to_make_room()
    {
        var (entered, release) = (new SemaphoreSlim(0), Signal());
        await using var server = TestServer.Start(Options with { MaximumConnections = 2 }, async exchange =>
        {
            entered.Release();
            await release.Task;
            await exchange.RespondAsync(200, body: "done"u8.ToArray());
        });
        using var first = await server.ConnectAsync();
        using var second = await server.ConnectAsync();
        await first.SendAsync(GetAndClose);
        await second.SendAsync(GetAndClose);
        Assert.True(await entered.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken));
        Assert.True(await entered.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken));

        using var third = await server.ConnectAsync();
        Assert.Equal("", await third.ReadToEndAsync());
        release.SetResult();
        Assert.EndsWith("done", await first.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.EndsWith("done", await second.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stalled_body_makes_room_for_one_that_arrives()
    {
        var body = new string('b', 60_000);
        var whole = $"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        await using var server = TestServer.Start(Options with { MaximumHeldBodyBytes = 100_000 });
        using var slow = await server.ConnectAsync();
        await slow.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 80000\r\n\r\n{new string('s', 50_000)}");

        // The slow one may not have been read so far when the first of them comes.
        var end = slow.ReadToEndAsync();
        for (var i = 0; i < 1000 && !end.IsCompleted; i++)
        {
            Assert.EndsWith("b]", await server.SendAsync(whole), StringComparison.Ordinal);
        }

        // Or it asked for more room itself, while a whole one had it.
        Assert.DoesNotContain("HTTP/1.1 200", await end, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_memory_left_for_it_gets_503()
    {
        var (entered, release) = (Signal(), Signal());
        await using var server = TestServer.Start(Options with { MaximumHeldBodyBytes = 10_000 }, async exchange =>
        {
            var body = await exchange.ReadBodyAsync(100_000);
            entered.TrySetResult();
            await release.Task;
            await exchange.RespondAsync(200, body: body!.Value);
        });
        using var first = await server.ConnectAsync();
        await first.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 6000\r\n\r\n{new string('a', 6000)}");
        await entered.Task.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken);
        var response = await server.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6000\r\n\r\n{new string('b', 6000)}");
        Assert.StartsWith("HTTP/1.1 503 ", response, StringComparison.Ordinal);

        // And when the first one is answered, there is room again.
        release.SetResult();
        Assert.EndsWith(new string('a', 6000), await first.ReadToEndAsync(), StringComparison.Ordinal);
        response = await server.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9000\r\n\r\n{new string('c', 9000)}");
        Assert.EndsWith(new string('c', 9000), response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bytes_of_bodies_are_counted_down_again()
    {
        await using var server = TestServer.Start(Options with { MaximumHeldBodyBytes = 20_000 });
        using var client = await server.ConnectAsync();
        for (var i = 0; i < 50; i++)
        {
            await client.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n{new string('a', 9000)}");
            Assert.StartsWith("HTTP/1.1 200 ", await client.ReadResponseAsync(), StringComparison.Ordinal);
            var malformed = $"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n{new string('a', 4096)}xy\r\n";
            Assert.StartsWith("HTTP/1.1 400 ", await server.SendAsync(malformed), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_end_of_the_server_cancels_handlers_and_closes_who_waits()
    {
        var entered = new SemaphoreSlim(0);
        var server = TestServer.Start(Options, async exchange =>
        {
            entered.Release();
            await Task.Delay(Timeout.Infinite, exchange.Stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            await exchange.RespondAsync(503);
        });
        using var idle = await server.ConnectAsync();
        using var busy = await server.ConnectAsync();
        await busy.SendAsync(Get);
        Assert.True(await entered.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken));

        await server.DisposeAsync();

        Assert.Equal("", await idle.ReadToEndAsync());
        Assert.StartsWith("HTTP/1.1 503 ", await busy.ReadToEndAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => server.ConnectAsync());
    }

    [Fact]
    public async Task A_handler_that_does_not_end_is_left_behind()
    {
        var entered = new SemaphoreSlim(0);
        var server = TestServer.Start(Options with { StopTimeout = TimeSpan.FromMilliseconds(1) }, async _ =>
        {
            entered.Release();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        using var client = await server.ConnectAsync();
        await client.SendAsync(Get);
        Assert.True(await entered.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken));
        await server.DisposeAsync();
        Assert.DoesNotContain("HTTP", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    // The one who signals goes on by itself: a handler must not run the test.
    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens a connection a moment after all others, and waits until the server knows it.</summary>
    private async Task<TestClient> OpenedAsync(TestServer server, string from = "127.0.0.1")
    {
        var client = await server.ConnectAsync(from);
        await time.TimerAsync();
        time.Advance(TimeSpan.FromMilliseconds(10));
        return client;
    }

    private static async Task AssertIsOpenAsync(TestClient client)
    {
        await client.SendAsync(GetAndClose);
        Assert.EndsWith("GET / []", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
