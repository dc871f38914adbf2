using System.Diagnostics;
using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>
/// What a 429 in spite of the limiter means for everybody who shares it. The limiter itself is tested against the emulator's real window.
/// </summary>
public sealed class RateLimiterTests
{
    [Fact]
    public async Task A_refusal_holds_back_all_clients_of_the_organisation_and_nobody_else()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 429, "Retry-After: 1"), RawResponse.Json("{}"), RawResponse.Json("{}"));
        var refused = Clients.For(server.BaseAddress);
        var failure = await Assert.ThrowsAsync<RutterApiException>(() => SendAsync(refused));
        var since = Stopwatch.GetTimestamp();
        Assert.Equal(429, failure.StatusCode);

        var (stranger, same) = (new RecordingObserver(), new RecordingObserver());
        var waiting = SendAsync(With(refused, same));
        await SendAsync(Clients.For(server.BaseAddress, observer: stranger));
        await waiting;
        Assert.Empty(stranger.Waits);
        Assert.Equal(Assert.Single(same.Waits), Assert.Single(same.Sent));

        // The response was on its way a little before the pause began to be measured here.
        Assert.True(Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(0.7));
    }

    [Fact]
    public async Task A_refusal_that_names_no_time_holds_back_too()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 429), RawResponse.Json("{}"));
        var refused = Clients.For(server.BaseAddress);
        await Assert.ThrowsAsync<RutterApiException>(() => SendAsync(refused));
        var observer = new RecordingObserver();
        await SendAsync(With(refused, observer));
        Assert.Single(observer.Waits);
    }

    [Fact]
    public async Task All_delayed_requests_go_on_after_the_pause()
    {
        const int Count = 40;
        await using var server = new RawServer(
            [RawResponse.Json("{}", 429, "Retry-After: 0.5"), .. Enumerable.Repeat(RawResponse.Json("{}"), Count)]);
        var refused = Clients.For(server.BaseAddress);
        await Assert.ThrowsAsync<RutterApiException>(() => SendAsync(refused));
        var observer = new RecordingObserver();
        var client = With(refused, observer);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => SendAsync(client)));
        Assert.Equal(Count, observer.Sent.Count);
        Assert.Equal(Count + 1, server.Requests.Count);
    }

    [Fact]
    public async Task The_wait_can_be_cancelled_and_sends_nothing()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 429, "Retry-After: 60"), RawResponse.Json("{}"));
        var refused = Clients.For(server.BaseAddress);
        await Assert.ThrowsAsync<RutterApiException>(() => SendAsync(refused));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var observer = new RecordingObserver();
        var waiting = With(refused, observer).SendAsync(Request, cancel.Token).AsTask();
        Assert.Single(observer.Waits);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(observer.Sent);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nothing_beyond_the_window_is_sent()
    {
        await using var server = new RawServer([.. Enumerable.Repeat(RawResponse.Json("{}"), 500)]);
        var observer = new RecordingObserver();
        var client = With(Clients.For(server.BaseAddress), observer);
        await Parallel.ForAsync(
            0, 500, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, 
            async (_, token) => await client.SendAsync(Request, token));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var beyond = client.SendAsync(Request, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beyond);
        Assert.Single(observer.Waits);
        Assert.Equal(500, observer.Sent.Count);
    }

    [Fact]
    public async Task Waiting_for_a_window_that_another_process_has_used_up_takes_no_retry()
    {
        var clock = QuickClock();
        var handler = new ScriptedHandler(_ => ScriptedHandler.Json("{}", clock.Elapsed < TimeSpan.FromSeconds(11) ? 429 : 200));
        var observer = new RecordingObserver();

        await SendAsync(handler.Client(clock, retries: 1, observer));

        Assert.InRange(observer.Retries.Count, 3, 30);
        Assert.All(observer.Retries, retry => Assert.True(retry.IsRateLimited));
        Assert.Equal(observer.Retries.Count, observer.Waits.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(3)]
    public async Task The_wait_for_the_window_has_a_bound(int? retryAfterSeconds)
    {
        var clock = QuickClock();
        var handler = new ScriptedHandler(_ =>
        {
            var response = ScriptedHandler.Json("{}", 429);
            response.Headers.RetryAfter = retryAfterSeconds is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
            return response;
        });

        var failure = await Assert.ThrowsAsync<RutterApiException>(() => SendAsync(handler.Client(clock, retries: 1)));

        Assert.Equal(429, failure.StatusCode);
        Assert.InRange(failure.Attempts, 10, 60);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Faults_between_two_waits_are_retried_as_often_as_ever()
    {
        var clock = QuickClock();
        var statuses = new Queue<int>([429, 503, 429, 429, 503, 429, 503]);
        var handler = new ScriptedHandler(_ => ScriptedHandler.Json("{}", statuses.Dequeue()));

        var failure = await Assert.ThrowsAsync<RutterApiException>(() => SendAsync(handler.Client(clock, retries: 2)));

        Assert.Equal((503, 7), (failure.StatusCode, failure.Attempts));
    }

    [Fact]
    public async Task Without_retries_there_is_no_wait()
    {
        var clock = QuickClock();
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => SendAsync(new ScriptedHandler(_ => ScriptedHandler.Json("{}", 429)).Client(clock)));
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(TimeSpan.Zero, clock.Elapsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("9f1c6f3e-1f8b-4b0e-8f43-0a1d6f2c9b11")]
    public async Task A_change_that_was_only_ever_refused_for_the_limit_was_not_made(string? key)
    {
        var client = new ScriptedHandler(_ => ScriptedHandler.Json("{}", 429)).Client(QuickClock(), retries: 1);
        var change = new RutterRequest { Method = HttpMethod.Post, Path = "x", Body = "{}"u8.ToArray(), IdempotencyKey = key };
        var failure = await Assert.ThrowsAsync<RutterApiException>(() => client.SendAsync(change, TestContext.Current.CancellationToken).AsTask());
        Assert.True(failure.Attempts > 5);
        Assert.False(failure.MayHaveSucceeded);
    }

    private static ManualTime QuickClock() => new() { PassesWaitsUpTo = TimeSpan.FromSeconds(10) };

    private static RutterRequest Request { get; } = new() { Method = HttpMethod.Get, Path = "accounting/accounts" };

    private static RutterClient With(RutterClient client, RecordingObserver observer) => new(client.Options with { Observer = observer });

    private static Task<RutterResponse> SendAsync(RutterClient client) => client.SendAsync(Request, TestContext.Current.CancellationToken).AsTask();
}
