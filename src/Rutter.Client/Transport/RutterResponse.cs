namespace Rutter.Client.Transport;

/// <summary>An unchanged successful response.</summary>
/// <param name="StatusCode">The HTTP status, 200 to 299.</param>
/// <param name="RequestId">The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</param>
/// <param name="JobId">The job that carries out a write, or null.</param>
/// <param name="IdempotencyKey">The key that the request carried, or null.</param>
/// <param name="ContentType">The media type of the body, or null.</param>
/// <param name="Body">The body, decompressed.</param>
public sealed record RutterResponse(
    int StatusCode, string? RequestId, string? JobId, string? IdempotencyKey, string? ContentType, ReadOnlyMemory<byte> Body);
