
namespace Rutter.HttpServer.Tests;

/// <summary>Who is slow or idle is closed when the time is up.</summary>
public sealed class TimeoutTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    // The clock may be ahead of the server; without a limit no time is enough.
    private const int Longest = 20_000;

    private readonly ManualTime time = new();

    private ServerOptions Options => new()
    {
        Time = time,
        HeadTimeout = TimeSpan.FromSeconds(7),
        KeepAliveTimeout = TimeSpan.FromSeconds(20),
        BodyInterval = TimeSpan.FromSeconds(4),
        WriteTimeout = TimeSpan.FromSeconds(9),
        MinimumBodyBytes = 10,
    };

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    public async Task A_head_that_is_not_whole_in_time_ends_the_connection(string beginning)
    {
        await using var server = TestServer.Start(Options);
        using var client = await server.ConnectAsync();
        await client.SendAsync(beginning);
        Assert.Equal(7, await SecondsUntilEndAsync(client));
    }

    [Fact]
    public async Task A_head_that_arrives_in_single_bytes_times_out()
    {
        await using var server = TestServer.Start(Options);
        using var client = await server.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        Assert.Equal(7, await SecondsUntilEndAsync(client, _ => "a"));
    }

    [Fact]
    public async Task A_connection_without_another_request_is_closed_in_time()
    {
        await using var server = TestServer.Start(Options with { WriteTimeout = Timeout.InfiniteTimeSpan });
        using var client = await server.ConnectAsync();
        await client.SendAsync(Get);
        await client.ReadResponseAsync();
        Assert.InRange(await SecondsUntilEndAsync(client), 20, Longest);
    }

    [Fact]
    public async Task A_body_that_stops_ends_the_connection()
    {
        await using var server = TestServer.Start(Options with { HeadTimeout = Timeout.InfiniteTimeSpan });
        using var client = await server.ConnectAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello");
        Assert.InRange(await SecondsUntilEndAsync(client), 4, Longest);
    }

    [Fact]
    public async Task A_body_that_comes_at_the_least_speed_is_taken()
    {
        using var watched = new WatchedTime(time);
        await using var server = TestServer.Start(Options with { Time = watched });
        using var client = await server.ConnectAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\nExpect: 100-continue\r\n\r\n");
        await client.ReadResponseAsync();
        for (var part = 0; part < 20; part++)
        {
            await watched.DrainAsync();
            await client.SendAsync(new string('b', 10));
            await watched.LookAsync();
            time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.EndsWith($"[{new string('b', 200)}]", await client.ReadResponseAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_closed_and_the_handler_ends()
    {
        var (entered, ended) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<bool>());
        await using var server = TestServer.Start(Options, async exchange =>
        {
            entered.SetResult();
            try
            {
                await exchange.RespondAsync(200, body: new byte[100_000_000]);
                ended.SetResult(true);
            }
            catch (Exception)
            {
                ended.SetResult(false);
                throw;
            }
        });
        using var client = await server.ConnectAsync();
        await client.SendAsync(Get);
        await entered.Task.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken);
        await PassTimeAsync(ended.Task);
        Assert.False(await ended.Task);
    }

    /// <summary>Lets the time pass second by second until the server closes a connection.</summary>
    private async Task<int> SecondsUntilEndAsync(TestClient client, Func<int, string>? send = null)
    {
        var end = client.ReadToEndAsync();
        var seconds = await PassTimeAsync(end, send is null ? null : async second =>
        {
            try
            {
                await client.SendAsync(send(second));
            }
            catch (IOException)
            {
                // It was closed meanwhile.
            }
        });
        Assert.DoesNotContain("HTTP", await end, StringComparison.Ordinal);
        return seconds;
    }

    private async Task<int> PassTimeAsync(Task end, Func<int, Task>? each = null)
    {
        for (var seconds = 0; seconds < Longest; seconds++)
        {
            var timer = time.TimerAsync();
            if (await Task.WhenAny(end, timer) == end)
            {
                return seconds;
            }

            await timer;

            // The server reads at its own pace.
            await Task.WhenAny(end, Task.Delay(1, TestContext.Current.CancellationToken));

            if (each is not null)
            {
                await each(seconds);
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Fail($"The connection is still open after {Longest} seconds.");
        return Longest;
    }

    /// <summary>Reports when the server reads the clock, as it does when enough bytes of a body have arrived.</summary>
    private sealed class WatchedTime(ManualTime time) : TimeProvider, IDisposable
    {
        private readonly SemaphoreSlim looks = new(0);

        public override long TimestampFrequency => time.TimestampFrequency;

        public void Dispose() => looks.Dispose();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);

        public override long GetTimestamp()
        {
            var now = time.GetTimestamp();
            looks.Release();
            return now;
        }

        public async Task DrainAsync()
        {
            while (await looks.WaitAsync(0, TestContext.Current.CancellationToken))
            {
            }
        }

        public async Task LookAsync() => Assert.True(await looks.WaitAsync(TestClient.Limit, TestContext.Current.CancellationToken));
    }
}
