using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Writes;

/// <summary>
/// Creates, updates and deletes objects of one kind, each change once however often the network breaks: under one idempotency key,
/// and by following the job once Rutter has accepted it.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ResourceWriter<T>
    where T : RutterObject
{
    private readonly RequestSender sender;
    private readonly ResourceDefinition<T> definition;
    private readonly JobClient jobs;

    internal ResourceWriter(RequestSender sender, ResourceDefinition<T> definition)
    {
        this.sender = sender;
        this.definition = definition;
        jobs = new JobClient(sender);
    }

    /// <summary>Creates an object.</summary>
    /// <param name="fields">Its fields by their API names: string, decimal, bool, DateTimeOffset, or JsonElement for a structure.</param>
    /// <param name="idempotencyKey">The key that makes a repeat harmless.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends every wait; what was accepted goes on at Rutter.</param>
    /// <returns>The object as the API has it now, or the job.</returns>
    /// <exception cref="RutterApiException">It failed; <c>MayHaveSucceeded</c> says whether it may exist all the same.</exception>
    public Task<WriteResult<T>> CreateAsync(
        IEnumerable<KeyValuePair<string, object?>> fields, string idempotencyKey, WriteOptions options, CancellationToken cancellationToken = default) =>
        ChangeAsync(HttpMethod.Post, definition.Path, fields, idempotencyKey, options, cancellationToken);

    /// <summary>Updates an object.</summary>
    /// <param name="id">Its Rutter id.</param>
    /// <param name="fields">All fields that the API asks for, by their API names.</param>
    /// <param name="idempotencyKey">The key that makes a repeat harmless.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends every wait; what was accepted goes on at Rutter.</param>
    /// <returns>The object as the API has it now, or the job.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">It failed; <c>MayHaveSucceeded</c> says whether it may have been changed all the same.</exception>
    public Task<WriteResult<T>> UpdateAsync(
        string id, IEnumerable<KeyValuePair<string, object?>> fields, string idempotencyKey, WriteOptions options, CancellationToken cancellationToken = default) =>
        ChangeAsync(HttpMethod.Patch, PathOf(id), fields, idempotencyKey, options, cancellationToken);

    /// <summary>Deletes an object.</summary>
    /// <param name="id">Its Rutter id.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends every wait; what was accepted goes on at Rutter.</param>
    /// <returns>The API's answer. Where an earlier attempt of ours may have deleted it, <c>not_found</c> is a success.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">It failed, or there is no such object.</exception>
    public async Task<WriteResult<Deletion>> DeleteAsync(string id, WriteOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new RutterRequest
        {
            Method = HttpMethod.Delete,
            Path = PathOf(id),
            Body = WriteBody.Create(options.ResponseMode, null, []),
        };
        var (result, attempts) = await SendAsync<Deletion>(request, options, ReadDeletion, cancellationToken).ConfigureAwait(false);
        return result.Value is { Code: "not_found" } && attempts == 1
            ? throw new RutterApiException(ErrorTable.ForResponse(410, null), $"There is no {definition.Name} with the id '{DisplayText.Clean(id)}'.")
            {
                JobId = result.JobId,
                RequestId = result.RequestId,
            }
            : result;
    }

    private static Deletion ReadDeletion(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize(body.Span, WriteJson.Default.Deletion) is { Code: not null } deletion
        ? deletion
        : throw new JsonException("It has no 'code'.");

    private string PathOf(string id) => $"{definition.Path}/{PathSegment.FromRutterId(id)}";

    private async Task<WriteResult<T>> ChangeAsync(
        HttpMethod method, string path, IEnumerable<KeyValuePair<string, object?>> fields, string idempotencyKey, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(options);
        var request = new RutterRequest
        {
            Method = method,
            Path = path,
            Body = WriteBody.Create(options.ResponseMode, definition.ItemKey, fields),
            IdempotencyKey = IdempotencyKeys.Require(idempotencyKey),
        };
        return (await SendAsync<T>(request, options, ReadItem, cancellationToken).ConfigureAwait(false)).Result;
    }

    private T ReadItem(ReadOnlyMemory<byte> body) => Envelope.ReadItem(definition, body);

    private async Task<(WriteResult<TResult> Result, int Attempts)> SendAsync<TResult>(
        RutterRequest request, WriteOptions options, Func<ReadOnlyMemory<byte>, TResult> read, CancellationToken cancellationToken)
        where TResult : class
    {
        var attempts = 1;
        WriteResult<TResult> sent;
        try
        {
            var handler = new ResponseHandler<WriteResult<TResult>>(async (head, body, token) =>
            {
                attempts = head.Attempt;
                using var content = new MemoryStream();
                await body.CopyToAsync(content, token).ConfigureAwait(false);
                return Interpret(request, head, content.ToArray(), read);
            });
            sent = await sender.SendAsync(request, handler, cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException failure) when (failure.JobId is { } jobId && IsUndecided(failure))
        {
            attempts = failure.Attempts;
            sent = new WriteResult<TResult>(null, null, jobId, failure.RequestId, request.IdempotencyKey);
        }

        return (await FollowAsync(sent, request, options, read, cancellationToken).ConfigureAwait(false), attempts);
    }

    // Accepted, but the response says nothing of the outcome: the job does.
    private static bool IsUndecided(RutterApiException failure) => failure.StatusCode is null or 408 or 452 or >= 500 or (>= 200 and < 300);

    private static WriteResult<TResult> Interpret<TResult>(RutterRequest request, ResponseHead head, ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, TResult> read)
        where TResult : class =>
        JobParser.TryParse(body, head) is { } job
            ? new WriteResult<TResult>(null, job, job.Id, head.RequestId, request.IdempotencyKey)
            : new WriteResult<TResult>(read(body), null, head.JobId, head.RequestId, request.IdempotencyKey);

    private async Task<WriteResult<TResult>> FollowAsync<TResult>(
        WriteResult<TResult> sent, RutterRequest request, WriteOptions options, Func<ReadOnlyMemory<byte>, TResult> read, CancellationToken cancellationToken)
        where TResult : class
    {
        if (sent.Value is not null)
        {
            return sent;
        }

        try
        {
            if (options.NoWait)
            {
                return sent with { Job = sent.Job ?? await jobs.GetAsync(sent.JobId!, cancellationToken).ConfigureAwait(false) };
            }

            var job = await jobs.WaitAsync(sent.JobId!, options.Polling, cancellationToken).ConfigureAwait(false);
            return jobs.FailureOf(job) is { } failure
                ? throw failure
                : sent with { Job = job, Value = jobs.ReadResult(job, read) };
        }
        catch (RutterApiException failure)
        {
            throw failure.WithWrite(sent.JobId, request.IdempotencyKey);
        }
    }
}
