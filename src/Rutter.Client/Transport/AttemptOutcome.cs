namespace Rutter.Client.Transport;

/// <summary>How an attempt ended.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="StatusCode">The HTTP status, or null when no response arrived.</param>
/// <param name="Elapsed">From sending to the end of the body; waits for the rate window come before.</param>
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
