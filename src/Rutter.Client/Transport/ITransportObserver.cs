namespace Rutter.Client.Transport;

/// <summary>
/// Observes the attempts, retries and waits of requests. Called on any thread, possibly on several at once. It must return quickly and not throw.
/// No argument holds a secret.
/// </summary>
public interface ITransportObserver
{
    /// <summary>An attempt is about to be sent, after any wait for the rate limit.</summary>
    /// <param name="attempt">The attempt.</param>
    void OnSending(RequestAttempt attempt);

    /// <summary>An attempt has ended, with a whole response or without one.</summary>
    /// <param name="outcome">How it ended.</param>
    void OnCompleted(AttemptOutcome outcome);

    /// <summary>An attempt failed and will be retried.</summary>
    /// <param name="retry">The failure and the delay.</param>
    void OnRetrying(RetryNotice retry);

    /// <summary>
    /// An attempt waits for the rate limit. It is sent later unless it is cancelled.
    /// </summary>
    /// <param name="attempt">The waiting attempt.</param>
    void OnRateLimitWait(RequestAttempt attempt);
}

/// <summary>One attempt of a request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the host, without the query: the query holds the access token.</param>
/// <param name="Number">1 for the first attempt.</param>
/// <param name="IdempotencyKey">The key that the request carries, or null.</param>
public sealed record RequestAttempt(string Method, string Path, int Number, string? IdempotencyKey);

/// <summary>How an attempt ended.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="StatusCode">The HTTP status, or null without a response.</param>
/// <param name="Elapsed">The time from sending to the end of the body, without waits for the rate limit.</param>
/// <param name="RequestId">The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</param>
/// <param name="BodyLength">The number of bytes of the response's body after decompression; 0 without a response.</param>
/// <param name="Failure">What went wrong, in words, or null.</param>
public sealed record AttemptOutcome(
    RequestAttempt Attempt, int? StatusCode, TimeSpan Elapsed, string? RequestId, long BodyLength, string? Failure)
{
    /// <summary>The headers of the request that may be shown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    /// <summary>The headers of the response that may be shown; none without a response.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];
}

/// <summary>A retry that is about to happen.</summary>
/// <param name="Attempt">The attempt that failed.</param>
/// <param name="MaximumRetryCount">The maximum number of retries.</param>
/// <param name="Delay">The time until the next attempt.</param>
/// <param name="Reason">What failed, in words.</param>
public sealed record RetryNotice(RequestAttempt Attempt, int MaximumRetryCount, TimeSpan Delay, string Reason)
{
    /// <summary>Whether it only waits for the rate limit, which does not count as a retry.</summary>
    public bool IsRateLimited { get; init; }
}
