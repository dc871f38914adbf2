namespace Rutter.Client.Transport;

/// <summary>
/// Hears of everything that a request does on its way. Called on any thread, possibly on several at once; must return quickly and
/// not throw. Nothing that is handed over holds a secret.
/// </summary>
public interface ITransportObserver
{
    /// <summary>An attempt is about to be sent; a wait for the rate limit is over.</summary>
    /// <param name="attempt">The attempt.</param>
    void OnSending(RequestAttempt attempt);

    /// <summary>An attempt has ended: with a response that was read to its end, or without one.</summary>
    /// <param name="outcome">How it ended.</param>
    void OnCompleted(AttemptOutcome outcome);

    /// <summary>An attempt failed and will be retried.</summary>
    /// <param name="retry">What failed and how long the wait is.</param>
    void OnRetrying(RetryNotice retry);

    /// <summary>
    /// An attempt has to wait because the organisation's requests are used up for now. Its sending follows, unless it is cancelled first.
    /// </summary>
    /// <param name="attempt">The attempt that waits.</param>
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
/// <param name="StatusCode">The HTTP status, or null when no response arrived.</param>
/// <param name="Elapsed">From sending to the end of the body; waits for the rate limit come before.</param>
/// <param name="RequestId">The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</param>
/// <param name="BodyLength">How many bytes of the response's body were read, decompressed; 0 when no response arrived.</param>
/// <param name="Failure">What went wrong, in words, or null.</param>
public sealed record AttemptOutcome(
    RequestAttempt Attempt, int? StatusCode, TimeSpan Elapsed, string? RequestId, long BodyLength, string? Failure)
{
    /// <summary>Those headers of the request that may be shown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    /// <summary>Those headers of the response that may be shown; none when no response arrived.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];
}

/// <summary>A retry that is about to happen.</summary>
/// <param name="Attempt">The attempt that failed.</param>
/// <param name="MaximumRetryCount">How many retries there can be.</param>
/// <param name="Delay">How long until the next attempt.</param>
/// <param name="Reason">What failed, in words.</param>
public sealed record RetryNotice(RequestAttempt Attempt, int MaximumRetryCount, TimeSpan Delay, string Reason)
{
    /// <summary>Whether the wait is one for the rate limit, which does not count as a retry.</summary>
    public bool IsRateLimited { get; init; }
}
