using System.Text.Json;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Jobs;

/// <summary>An accepted write. Its work is done once, even if it is run several times.</summary>
internal sealed class Job(string id, JobRequest request, Uri responseUrl, Func<Response> work)
{
    private readonly object gate = new();
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobStatus status = JobStatus.Prequeued;
    private Response? result;

    public string Id => id;

    /// <summary>Called when the job has ended; set before it starts.</summary>
    public Action<Job> Finished { get; set; } = _ => { };

    /// <summary>The response that a synchronous request would have had; null while the job runs.</summary>
    public Response? Result
    {
        get
        {
            lock (gate)
            {
                return result;
            }
        }
    }

    /// <summary>Completes when the job is finished; cancelled if it never will be.</summary>
    public Task Completion => completion.Task;

    public void MoveToPending()
    {
        lock (gate)
        {
            status = status == JobStatus.Prequeued ? JobStatus.Pending : status;
        }
    }

    public void Run()
    {
        lock (gate)
        {
            if (result is not null)
            {
                return;
            }

            result = Work();
            status = result.IsSuccess ? JobStatus.Success : JobStatus.Failure;
        }

        completion.TrySetResult();
        Finished(this);
    }

    public void Abandon() => completion.TrySetCanceled();

    /// <summary>
    /// The response of the asynchronous mode: 202 while the job runs, afterwards the job's own status. Source: "Basics", heading
    /// "Response Mode: Async".
    /// </summary>
    public Response ToAsyncResponse(bool isBare)
    {
        lock (gate)
        {
            return Response.Json(result?.Status ?? 202, json =>
            {
                json.WriteStartObject();
                if (isBare)
                {
                    WriteReference(json);
                }
                else
                {
                    json.WriteStartObject("async_response");
                    WriteReference(json);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            });
        }
    }

    /// <summary>
    /// The response to a fetch of the job. Source: "Basics", "Asynchronous Jobs Response", with the bare form of the OpenAPI description.
    /// </summary>
    public Response ToResponse(bool isWebhookForm)
    {
        lock (gate)
        {
            return Response.Json(result?.Status ?? 202, json =>
            {
                if (!isWebhookForm || result is null)
                {
                    Write(json);
                    return;
                }

                WriteAsWebhook(json);
            });
        }
    }

    /// <summary>Writes the job as its webhook has it. Source: "Basics", "Asynchronous Jobs Response".</summary>
    public void WriteAsWebhook(Utf8JsonWriter json)
    {
        lock (gate)
        {
            json.WriteStartObject();
            json.WriteString("type", "JOB");
            json.WriteString("code", "JOB_COMPLETED");
            json.WritePropertyName("job");
            Write(json);
            json.WriteEndObject();
        }
    }

    private Response Work()
    {
        try
        {
            return work();
        }
        catch (ApiError error)
        {
            return error.ToResponse();
        }
    }

    private string StatusText => status switch
    {
        JobStatus.Prequeued => "prequeued",
        JobStatus.Pending => "pending",
        JobStatus.Success => "success",
        _ => "failure",
    };

    private void WriteReference(Utf8JsonWriter json)
    {
        json.WriteString("id", id);
        json.WriteString("status", StatusText);
        json.WriteString("response_url", responseUrl.AbsoluteUri);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("status", StatusText);
        WriteRequest(json);
        if (result is not null)
        {
            json.WriteStartObject("response");
            json.WriteNumber("http_status", result.Status);
            json.WritePropertyName("body");
            json.WriteRawValue(result.Body.Span);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteRequest(Utf8JsonWriter json)
    {
        json.WriteStartObject("request");
        json.WriteString("url", request.Url);
        json.WriteString("method", request.Method);
        json.WritePropertyName("body");
        if (request.Body is { } body)
        {
            body.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }

        if (request.IdempotencyKey is not null)
        {
            json.WriteString("idempotency_key", request.IdempotencyKey);
        }

        json.WriteEndObject();
    }
}

/// <summary>The request behind a job, as the job shows it.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Url">The full address.</param>
/// <param name="Body">The body, or null when there was none.</param>
/// <param name="IdempotencyKey">The request's <c>Idempotency-Key</c>, or null.</param>
internal sealed record JobRequest(string Method, string Url, JsonElement? Body, string? IdempotencyKey);

/// <summary>Where a job is. Source: "Basics", heading "Response Mode: Async".</summary>
internal enum JobStatus
{
    Prequeued,
    Pending,
    Success,
    Failure,
}
