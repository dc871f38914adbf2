using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>
/// Decides which failures are retried. Requests that read or delete can always be retried, creates and updates only with an idempotency key. A
/// write that Rutter accepted (the response has a job id) is not sent again; its job is followed instead.
/// </summary>
internal static class RetryRules
{
    public static bool ShouldRetry(RutterRequest request, RutterApiException failure) =>
        !(request.IsWrite && failure.JobId is not null) && failure.StatusCode switch
        {
            null or (>= 200 and < 300) => failure.IsTransient && (request.IsIdempotent || request.IdempotencyKey is not null),
            429 => true,
            408 or 452 or 502 or 503 or 504 => request.IsIdempotent || request.IdempotencyKey is not null,
            500 or 550 => request.IsIdempotent,
            _ => false,
        };
}
