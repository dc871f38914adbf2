using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>What is sent again, and what never is, seen from the server.</summary>
public sealed class RetryTests
{
    private const string Key = "9f1c6f3e-1f8b-4b0e-8f43-0a1d6f2c9b11";

    public static TheoryData<Rule> Rules { get; } =
    [
        new Rule("drop", "GET", IsRetried: true),
        new Rule("drop", "DELETE", IsRetried: true, IsUnknown: true),
        new Rule("drop", "POST", HasKey: true, IsRetried: true, IsUnknown: true),
        new Rule("drop", "POST", IsUnknown: true),
        new Rule("drop", "PATCH", IsUnknown: true),
        new Rule("cut", "GET", IsRetried: true),
        new Rule("cut", "POST", HasKey: true, IsRetried: true, IsUnknown: true),
        new Rule("cut", "POST", IsUnknown: true),
        new Rule("429", "GET", IsRetried: true),
        new Rule("429", "POST", HasKey: true, IsRetried: true),
        new Rule("429", "POST", IsRetried: true),
        new Rule("452", "GET", IsRetried: true),
        new Rule("452", "DELETE", IsRetried: true, IsUnknown: true),
        new Rule("452", "POST", HasKey: true, IsRetried: true, IsUnknown: true),
        new Rule("452", "POST", IsUnknown: true),
        new Rule("452 job", "POST", HasKey: true, IsUnknown: true),
        new Rule("500", "GET", IsRetried: true),
        new Rule("500", "POST", HasKey: true, IsUnknown: true),
        new Rule("500", "POST", IsUnknown: true),
        new Rule("550", "GET", IsRetried: true),
        new Rule("550", "DELETE", IsRetried: true, IsUnknown: true),
        new Rule("550", "PATCH", HasKey: true, IsUnknown: true),
        new Rule("502", "GET", IsRetried: true),
        new Rule("502", "POST", HasKey: true, IsRetried: true, IsUnknown: true),
        new Rule("502", "POST", IsUnknown: true),
        new Rule("503", "PATCH", HasKey: true, IsRetried: true, IsUnknown: true),
        new Rule("504", "POST", HasKey: true, IsRetried: true, IsUnknown: true),
        new Rule("503 job", "POST", HasKey: true, IsUnknown: true),
        new Rule("400", "GET"),
        new Rule("401", "GET"),
        new Rule("404", "GET"),
        new Rule("409", "POST", HasKey: true),
        new Rule("410", "GET"),
        new Rule("450", "POST", HasKey: true),
        new Rule("451", "GET"),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Each_situation_follows_its_rule(Rule rule)
    {
        var (situation, method, hasKey, isRetried, isUnknown) = rule;
        var failure = ResponseOf(situation);
        await using (var server = new RawServer(failure, RawResponse.Json("{}")))
        {
            var observer = new RecordingObserver();
            var sending = Clients.For(server.BaseAddress, retries: 1, observer: observer).SendAsync(
                Request(method, hasKey), TestContext.Current.CancellationToken).AsTask();
            if (isRetried)
            {
                await sending;
                Assert.Single(observer.Retries);
            }
            else
            {
                await Assert.ThrowsAsync<RutterApiException>(() => sending);
            }

            Assert.Equal(isRetried ? 2 : 1, server.Requests.Count);
            Assert.All(server.Requests, request => Assert.Equal(hasKey, request.Contains($"Idempotency-Key: {Key}\r\n", StringComparison.Ordinal)));
        }

        if (situation == "429")
        {
            // Waits for the rate limit do not count as retries: see the tests of the rate limiter.
            return;
        }

        await using var failing = new RawServer(failure, failure, failure);
        var final = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(failing.BaseAddress, retries: 2).SendAsync(Request(method, hasKey), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(isRetried ? 3 : 1, failing.Requests.Count);
        Assert.Equal(isRetried ? 3 : 1, final.Attempts);
        Assert.Equal(isUnknown, final.MayHaveSucceeded);
        Assert.Equal(hasKey ? Key : null, final.IdempotencyKey);
        Assert.Equal(situation.Contains("job", StringComparison.Ordinal) ? "job-1" : null, final.JobId);
        Assert.Equal(isUnknown && hasKey, final.RecommendedAction.Contains($"under the idempotency key {Key}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_was_never_made_cannot_have_succeeded()
    {
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () =>
                Clients.For(new Uri("http://127.0.0.1:9/versioned")).SendAsync(
                    Request("POST", hasKey: true), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal("NoConnection", failure.Meaning.ErrorId);
        Assert.False(failure.MayHaveSucceeded);
        Assert.Contains("127.0.0.1:9", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429", 3)]
    [InlineData("452", 2)]
    [InlineData("401", 2)]
    public async Task A_lost_response_leaves_a_write_in_doubt_whatever_a_later_attempt_is_told(string later, int attempts)
    {
        await using var server = new RawServer(RawResponse.Drop, ResponseOf(later));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () =>
                Clients.For(server.BaseAddress, retries: 1).SendAsync(Request("POST", hasKey: true), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(attempts, failure.Attempts);
        Assert.True(failure.MayHaveSucceeded);
        Assert.Contains($"under the idempotency key {Key}", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 429, "Retry-After: 0.2"), RawResponse.Json("{}"));
        var observer = new RecordingObserver();
        await Clients.For(server.BaseAddress, retries: 1, observer: observer).SendAsync(
            Request("GET", hasKey: false), TestContext.Current.CancellationToken);
        var retry = Assert.Single(observer.Retries);
        Assert.Equal(TimeSpan.FromSeconds(0.2), retry.Delay);
        Assert.Equal(1, retry.Attempt.Number);
        Assert.Contains("429", retry.Reason, StringComparison.Ordinal);
        Assert.Equal([1, 2], observer.Sent.Select(attempt => attempt.Number));
    }

    /// <summary>What becomes of a request that fails.</summary>
    /// <param name="Situation">What the server does.</param>
    /// <param name="Method">The HTTP method.</param>
    /// <param name="HasKey">Whether it carries an idempotency key.</param>
    /// <param name="IsRetried">Whether it is sent again.</param>
    /// <param name="IsUnknown">Whether the change may have been made when there are no more retries.</param>
    public sealed record Rule(string Situation, string Method, bool HasKey = false, bool IsRetried = false, bool IsUnknown = false);

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
        [var status, "job"] =>
            RawResponse.Json("{}", int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), "Retry-After: 0", "X-Rutter-Job-ID: job-1"),
        [var status] => RawResponse.Json("{}", int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), "Retry-After: 0"),
        _ => throw new ArgumentException(situation),
    };
}
