namespace Rutter.Client.Transport;

/// <summary>How an attempt ended.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="StatusCode">The HTTP status, or null when no reply arrived.</param>
/// <param name="Elapsed">From sending to the end of the body.</param>
/// <param name="RequestId">The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</param>
/// <param name="ContentLength">The size of the body in bytes, where the server declared it.</param>
/// <param name="Failure">What went wrong, in words, or null.</param>
public sealed record AttemptOutcome(
    RequestAttempt Attempt, int? StatusCode, TimeSpan Elapsed, string? RequestId, long? ContentLength, string? Failure);
