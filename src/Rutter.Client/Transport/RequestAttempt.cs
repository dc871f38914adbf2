namespace Rutter.Client.Transport;

/// <summary>One attempt of a request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the host, without the query: the query holds the access token.</param>
/// <param name="Number">1 for the first attempt.</param>
/// <param name="IdempotencyKey">The key that the request carries, or null.</param>
public sealed record RequestAttempt(string Method, string Path, int Number, string? IdempotencyKey);
