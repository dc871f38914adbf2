using System.Diagnostics;
using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>A request ends after cancellation or its timeout, whatever it is doing.</summary>
public sealed class CancellationTests
{
    private static readonly string Page = Listings.Page(null, [.. Enumerable.Range(1, 100).Select(n => $"{n}")]);

    public static TheoryData<string> Places { get; } = ["headers", "body"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Cancellation_ends_the_wait(string place)
    {
        await using var server = new RawServer(ResponseThatHangsIn(place));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var listing = Clients.For(server.BaseAddress).ListAsync(cancellationToken: cancel.Token);
        while (server.Requests.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var started = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_before_a_repeat()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 503, "Retry-After: 60"));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var observer = new RecordingObserver();
        var listing = Clients.For(server.BaseAddress, retries: 3, observer: observer).ListAsync(cancellationToken: cancel.Token);
        while (observer.Retries.IsEmpty)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_server_that_hangs_is_a_timeout(string place)
    {
        await using var server = new RawServer(ResponseThatHangsIn(place));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress, timeoutSeconds: 0.3).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("Timeout", failure.Meaning.ErrorId);
        Assert.Equal(RutterErrorCategory.OperationTimeout, failure.Meaning.Category);
        Assert.Equal(ErrorRemedy.LongerTimeout, failure.Meaning.Remedy);
        Assert.False(failure.MayHaveSucceeded);
    }

    private static RawResponse ResponseThatHangsIn(string place) =>
        place == "headers" ? RawResponse.Silence : RawResponse.Part(Page, 0.5, hang: true);
}
