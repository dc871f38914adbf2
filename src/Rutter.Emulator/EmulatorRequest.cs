namespace Rutter.Emulator;

/// <summary>A request that the emulator received, for assertions. It holds no secrets: no credentials, access token or body.</summary>
public sealed record EmulatorRequest
{
    /// <summary>The request's number, from 1 in the order of arrival; goes on after <see cref="RutterEmulator.ClearRequests"/>.</summary>
    public required int Number { get; init; }

    /// <summary>When it arrived, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The verb, for example <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, below <c>/versioned</c> and without the query: <c>/accounting/bank_transfers</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The query parameters, decoded, without <c>access_token</c>; the last value if one was sent twice.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The status of the response; null before the response, or if the connection was dropped.</summary>
    public int? Status { get; init; }

    /// <summary>The response's <c>X-Rutter-Request-ID</c>.</summary>
    public required string RequestId { get; init; }

    /// <summary>The job of an accepted write, whether or not the response arrived.</summary>
    public string? JobId { get; init; }

    /// <summary>The request's <c>Idempotency-Key</c>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The kind of the fault that was played, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>The request's <c>User-Agent</c>.</summary>
    public string? UserAgent { get; init; }
}
