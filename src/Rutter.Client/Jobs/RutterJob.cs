using System.Text;
using Rutter.Client.Text;

namespace Rutter.Client.Jobs;

/// <summary>
/// The statuses of a job. The list is open: an unknown status counts as still running. Source: "Basics", heading "Response Mode: Async".
/// </summary>
public static class JobStatus
{
    /// <summary>Accepted, not yet queued.</summary>
    public const string Prequeued = "prequeued";

    /// <summary>Running.</summary>
    public const string Pending = "pending";

    /// <summary>Succeeded.</summary>
    public const string Success = "success";

    /// <summary>Failed.</summary>
    public const string Failure = "failure";
}

/// <summary>An asynchronous job, as last seen. Source: "Basics", heading "Asynchronous Operations".</summary>
public sealed record RutterJob
{
    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="JobStatus"/>, or a newer status.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the job has ended, successfully or not.</summary>
    public bool IsCompleted => Status is JobStatus.Success or JobStatus.Failure;

    /// <summary>The HTTP method of the job's request, if the response named it.</summary>
    public string? Method { get; init; }

    /// <summary>The path of that request. Its query is not kept, because it holds the access token.</summary>
    public string? Path { get; init; }

    /// <summary>The idempotency key of that request, if known.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The HTTP status that the request would have had; null while the job runs.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The job's address according to the API, without secrets. The client builds the address from the id instead.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>The body of the job's request, as JSON without secrets; null if the response did not have it.</summary>
    public string? RequestJson { get; init; }

    /// <summary>The response's <c>X-Rutter-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>The response body that the request would have had, as JSON; null while the job runs.</summary>
    public string? ResponseJson => ResponseBody is { } body ? Encoding.UTF8.GetString(body.Span) : null;

    /// <summary>Members that the API sent and this version does not know, by their API names: plain values, arrays and dictionaries.</summary>
    public IDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>The id and the status.</summary>
    /// <returns>One line that is safe to display.</returns>
    public override string ToString() => DisplayText.Clean($"Job {Id} ({Status})");

    internal ReadOnlyMemory<byte>? ResponseBody { get; init; }

    internal bool IsDeletion => Method == "DELETE";

    internal bool IsRead => Method is "GET" && IdempotencyKey is null;
}
