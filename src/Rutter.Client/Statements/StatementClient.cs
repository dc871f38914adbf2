using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Statements;

/// <summary>The result of a request for statements.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Statements">The statements; null if the job was not waited for.</param>
/// <param name="Job">The job that makes them, or null if the API needed none.</param>
/// <param name="HasMore">Whether the API reports more statements. It offers no way to request them.</param>
public sealed record StatementResult<T>(IReadOnlyList<T>? Statements, RutterJob? Job, bool HasMore = false)
    where T : RutterObject, IStatement;

/// <summary>
/// Reads statements. The platform may need time to make them; then the API responds with a job, which is followed until it ends. Nothing is changed,
/// so requests and waits can always be retried.
/// </summary>
public sealed class StatementClient
{
    private readonly RequestSender sender;
    private readonly JobClient jobs;

    internal StatementClient(RequestSender sender)
    {
        this.sender = sender;
        jobs = new JobClient(sender);
    }

    /// <summary>Requests statements without waiting for a job.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of statement.</param>
    /// <param name="query">The period and other parameters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The statements, or the job.</returns>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public ValueTask<StatementResult<T>> RequestAsync<T>(
        ResourceDefinition<T> definition, StatementQuery query, CancellationToken cancellationToken = default)
        where T : RutterObject, IStatement
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        return sender.SendAsync(
            query.ToRequest(definition),
            async (head, body, token) =>
            {
                using var buffer = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
                return Interpret(definition, head, buffer.Content);
            },
            cancellationToken);
    }

    /// <summary>Requests statements and waits for the job that makes them.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of statement.</param>
    /// <param name="query">The period and other parameters.</param>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The statements.</returns>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    /// <exception cref="RutterApiException">
    /// The request or the job failed, or the job did not end in time. There is no verdict, because nothing is changed.
    /// </exception>
    public async Task<StatementResult<T>> ReadAsync<T>(
        ResourceDefinition<T> definition, StatementQuery query, JobPolling polling, CancellationToken cancellationToken = default)
        where T : RutterObject, IStatement
    {
        var asked = await RequestAsync(definition, query, cancellationToken).ConfigureAwait(false);
        if (asked.Job is not { } accepted)
        {
            return asked;
        }

        var isWhole = accepted is { IsCompleted: true, ResponseBody: not null };
        var job = isWhole ? accepted : await jobs.WaitAsync(accepted, polling, cancellationToken).ConfigureAwait(false);
        return jobs.FailureOf(job) is { } failure
            ? throw failure
            : jobs.ReadResult(job, body => Read(definition, body.Span)) with { Job = job };
    }

    private static StatementResult<T> Read<T>(ResourceDefinition<T> definition, ReadOnlySpan<byte> body)
        where T : RutterObject, IStatement
    {
        var page = Envelope.ReadPage(definition, body);
        return new(page.Items, null, page.NextCursor is not null);
    }

    // The body decides. A response without a body may name its job in a header.
    private StatementResult<T> Interpret<T>(ResourceDefinition<T> definition, ResponseHead head, ReadOnlyMemory<byte> body)
        where T : RutterObject, IStatement
    {
        if (JobParser.TryParse(body, head, sender.Redactor) is { } job)
        {
            return new(null, job with { Method = job.Method ?? HttpMethod.Get.Method });
        }

        try
        {
            return Read(definition, body.Span);
        }
        catch (JsonException) when (head is { StatusCode: 202, JobId.Length: > 0 })
        {
            return new(null, new RutterJob { Id = head.JobId, Status = JobStatus.Prequeued, Method = HttpMethod.Get.Method });
        }
    }
}
