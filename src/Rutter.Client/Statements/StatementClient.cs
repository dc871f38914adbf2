using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Statements;

/// <summary>What came of asking for statements.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Statements">The statements; null where only the job is known, because nobody waited.</param>
/// <param name="Job">The job that makes them, where one was seen.</param>
/// <param name="HasMore">Whether the API says that there are more, for which it has no way to ask.</param>
public sealed record StatementResult<T>(IReadOnlyList<T>? Statements, RutterJob? Job, bool HasMore = false)
    where T : RutterObject, IStatement;

/// <summary>
/// Reads statements, which the platform takes its time to make: a response with a job is followed until it ends. Nothing is changed by that, so a
/// request or a wait can be retried as one likes.
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

    /// <summary>Asks for statements, and takes the job as it is where the response is one.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of statement.</param>
    /// <param name="query">Which of them.</param>
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

    /// <summary>Asks for statements, and waits for the job that makes them.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of statement.</param>
    /// <param name="query">Which of them.</param>
    /// <param name="polling">How long to wait for the job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The statements.</returns>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    /// <exception cref="RutterApiException">
    /// The request or the job failed, or the job did not end in time. There is no verdict: nothing was to be changed.
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

    // The body decides. A response without one may still name its job in a header.
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
