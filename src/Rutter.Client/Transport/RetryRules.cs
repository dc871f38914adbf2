using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>
/// Which failures are retried. A request that only reads, or deletes, may always be; one that creates or updates only under an idempotency
/// key. A write that Rutter has accepted (a job id says so) is not sent again: its job is followed instead.
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
