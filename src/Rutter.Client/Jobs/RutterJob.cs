using System.Text;
using Rutter.Client.Text;

namespace Rutter.Client.Jobs;

/// <summary>
/// The statuses of a job. The list is open: another status counts as still running. Source: the public API's "Basics", heading
/// "Response Mode: Async".
/// </summary>
public static class JobStatus
{
    /// <summary>Accepted, not yet queued.</summary>
    public const string Prequeued = "prequeued";

    /// <summary>Under way.</summary>
    public const string Pending = "pending";

    /// <summary>Done.</summary>
    public const string Success = "success";

    /// <summary>Ended without success.</summary>
    public const string Failure = "failure";
}

/// <summary>An asynchronous job, as last seen. Source: the public API's "Basics", heading "Asynchronous Operations".</summary>
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

    /// <summary>Where the API says that the job can be read, without secrets. The client builds the address from the id instead.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>The body of the request that the job carries out, as JSON without secrets; null where the response did not have it.</summary>
    public string? RequestJson { get; init; }

    /// <summary>The response's <c>X-Rutter-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>The body that the request would have had, as JSON; null while the job runs.</summary>
    public string? ResponseJson => ResponseBody is { } body ? Encoding.UTF8.GetString(body.Span) : null;

    /// <summary>Members that the API sent and this version does not know, by their API names: plain values, arrays and dictionaries.</summary>
    public IDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>The id and the status.</summary>
    /// <returns>One line, fit to be shown.</returns>
    public override string ToString() => DisplayText.Clean($"Job {Id} ({Status})");

    internal ReadOnlyMemory<byte>? ResponseBody { get; init; }

    internal bool IsDeletion => Method == "DELETE";

    internal bool IsRead => Method is "GET" && IdempotencyKey is null;
}
