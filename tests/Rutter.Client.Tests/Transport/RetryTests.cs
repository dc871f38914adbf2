using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>What is sent again, and what never is, seen from the server.</summary>
public sealed class RetryTests
{
    private const string Key = "9f1c6f3e-1f8b-4b0e-8f43-0a1d6f2c9b11";

    // Failure, method, key, then: is it repeated, and may it have succeeded when it is not.
    public static TheoryData<string, string, bool, bool, bool> Rules { get; } = new()
    {
        { "drop", "GET", false, true, false },
        { "drop", "DELETE", false, true, false },
        { "drop", "POST", true, true, true },
        { "drop", "POST", false, false, true },
        { "drop", "PATCH", false, false, true },
        { "cut", "GET", false, true, false },
        { "cut", "POST", true, true, true },
        { "cut", "POST", false, false, true },
        { "429", "GET", false, true, false },
        { "429", "POST", true, true, false },
        { "429", "POST", false, true, false },
        { "452", "GET", false, true, false },
        { "452", "DELETE", false, true, false },
        { "452", "POST", true, true, false },
        { "452", "POST", false, false, true },
        { "452 job", "POST", true, false, false },
        { "500", "GET", false, true, false },
        { "500", "POST", true, false, true },
        { "500", "POST", false, false, true },
        { "550", "GET", false, true, false },
        { "550", "DELETE", false, true, false },
        { "550", "PATCH", true, false, true },
        { "502", "GET", false, true, false },
        { "502", "POST", true, true, true },
        { "502", "POST", false, false, true },
        { "503", "PATCH", true, true, true },
        { "504", "POST", true, true, true },
        { "503 job", "POST", true, false, true },
        { "400", "GET", false, false, false },
        { "401", "GET", false, false, false },
        { "404", "GET", false, false, false },
        { "409", "POST", true, false, false },
        { "410", "GET", false, false, false },
        { "450", "POST", true, false, false },
        { "451", "GET", false, false, false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Each_situation_follows_its_rule(string situation, string method, bool hasKey, bool isRepeated, bool mayHaveSucceeded)
    {
        var failure = ResponseOf(situation);
        await using (var server = new RawServer(failure, RawResponse.Json("{}")))
        {
            var observer = new RecordingObserver();
            var sending = Clients.For(server.BaseAddress, retries: 1, observer: observer).SendAsync(Request(method, hasKey), TestContext.Current.CancellationToken).AsTask();
            if (isRepeated)
            {
                await sending;
                Assert.Single(observer.Retries);
            }
            else
            {
                await Assert.ThrowsAsync<RutterApiException>(() => sending);
            }

            Assert.Equal(isRepeated ? 2 : 1, server.Requests.Count);
            Assert.All(server.Requests, request => Assert.Equal(hasKey, request.Contains($"Idempotency-Key: {Key}\r\n", StringComparison.Ordinal)));
        }

        await using var failing = new RawServer(failure, failure, failure);
        var final = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(failing.BaseAddress, retries: 2).SendAsync(Request(method, hasKey), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(isRepeated ? 3 : 1, failing.Requests.Count);
        Assert.Equal(isRepeated ? 3 : 1, final.Attempts);
        Assert.Equal(mayHaveSucceeded, final.MayHaveSucceeded);
        Assert.Equal(hasKey ? Key : null, final.IdempotencyKey);
        Assert.Equal(situation.Contains("job", StringComparison.Ordinal) ? "job-1" : null, final.JobId);
        Assert.Equal(mayHaveSucceeded && hasKey, final.RecommendedAction.Contains($"-IdempotencyKey {Key}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_was_never_made_cannot_have_succeeded()
    {
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(new Uri("http://127.0.0.1:9/versioned")).SendAsync(Request("POST", hasKey: true), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal("NoConnection", failure.Meaning.ErrorId);
        Assert.False(failure.MayHaveSucceeded);
        Assert.Contains("127.0.0.1:9", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("452")]
    [InlineData("401")]
    public async Task A_lost_response_leaves_a_write_in_doubt_whatever_a_later_attempt_is_told(string later)
    {
        await using var server = new RawServer(RawResponse.Drop, ResponseOf(later));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress, retries: 1).SendAsync(Request("POST", hasKey: true), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(2, failure.Attempts);
        Assert.True(failure.MayHaveSucceeded);
        Assert.Contains($"-IdempotencyKey {Key}", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 429, "Retry-After: 0.2"), RawResponse.Json("{}"));
        var observer = new RecordingObserver();
        await Clients.For(server.BaseAddress, retries: 1, observer: observer).SendAsync(Request("GET", hasKey: false), TestContext.Current.CancellationToken);
        var retry = Assert.Single(observer.Retries);
        Assert.Equal(TimeSpan.FromSeconds(0.2), retry.Delay);
        Assert.Equal(1, retry.Attempt.Number);
        Assert.Contains("429", retry.Reason, StringComparison.Ordinal);
        Assert.Equal([1, 2], observer.Sent.Select(attempt => attempt.Number));
    }

    private static RutterRequest Request(string method, bool hasKey) => new()
    {
        Method = new HttpMethod(method),
        Path = "accounting/bank_transfers",
        Body = method is "POST" or "PATCH" ? "{}"u8.ToArray() : null,
        IdempotencyKey = hasKey ? Key : null,
    };

    private static RawResponse ResponseOf(string situation) => situation.Split(' ') switch
    {
        ["drop"] => RawResponse.Drop,
        ["cut"] => RawResponse.Part("""{"a":"0123456789"}""", 0.5),
        [var status, "job"] => RawResponse.Json("{}", int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), "Retry-After: 0", "X-Rutter-Job-ID: job-1"),
        [var status] => RawResponse.Json("{}", int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), "Retry-After: 0"),
        _ => throw new ArgumentException(situation),
    };
}
