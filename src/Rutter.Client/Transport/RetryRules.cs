using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>
/// Which failures are retried. A request that only reads, or deletes, may always be; one that writes only under an idempotency
/// key, and not at all once Rutter has accepted it (a job id says so): then the job is followed instead.
/// </summary>
internal static class RetryRules
{
    public static bool ShouldRetry(RutterRequest request, RutterApiException failure) =>
        failure.StatusCode switch
        {
            null => failure.IsTransient && (request.IsIdempotent || request.IdempotencyKey is not null),
            429 => true,
            >= 200 and < 300 => failure.IsTransient && (request.IsIdempotent || request.IdempotencyKey is not null),
            408 or 452 or 502 or 503 or 504 => request.IsIdempotent || (request.IdempotencyKey is not null && failure.JobId is null),
            500 or 550 => request.IsIdempotent,
            _ => false,
        };

    /// <summary>Whether a write may have been carried out although its response reported no success.</summary>
    public static bool MayHaveSucceeded(RutterRequest request, int? statusCode, ErrorMeaning meaning) =>
        !request.IsIdempotent && statusCode switch
        {
            null => meaning != TransportErrors.UnknownHost && meaning != TransportErrors.NoConnection && meaning != TransportErrors.NoSecureConnection,
            >= 200 and < 300 => true,
            408 or 452 => request.IdempotencyKey is null,
            >= 500 => true,
            _ => false,
        };
}
