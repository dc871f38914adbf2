using System.Text;

namespace Rutter.Client.Jobs;

/// <summary>An asynchronous job, as last seen. Source: seed "Basics", heading "Asynchronous Operations".</summary>
public sealed record RutterJob
{
    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="JobStatus"/>, or a status that Rutter has added since.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the job has ended, with or without success.</summary>
    public bool IsCompleted => Status is JobStatus.Success or JobStatus.Failure;

    /// <summary>The HTTP method of the request that the job carries out, where the response named it.</summary>
    public string? Method { get; init; }

    /// <summary>The path of that request. Its query is not kept: it holds the access token.</summary>
    public string? Path { get; init; }

    /// <summary>The idempotency key of that request, where it is known.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The HTTP status that the request would have had; null while the job runs.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The response's <c>X-Rutter-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>The body that the request would have had, as JSON; null while the job runs.</summary>
    public string? ResponseJson => ResponseBody is { } body ? Encoding.UTF8.GetString(body.Span) : null;

    internal ReadOnlyMemory<byte>? ResponseBody { get; init; }
}
