using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Writes;

/// <summary>The differences between one kind of write and another.</summary>
/// <typeparam name="TResult">The type of the response.</typeparam>
/// <param name="Parse">Reads the result.</param>
/// <param name="Judge">Records what a result says about the change, and returns a failure if it was not made.</param>
/// <param name="Recover">Turns a failure into a result if it shows that an earlier attempt made the change.</param>
/// <param name="IsDoneWithJob">Whether a job's success is enough, even if its result cannot be read.</param>
internal sealed record WriteKind<TResult>(
    Func<ReadOnlyMemory<byte>, TResult> Parse,
    Func<TResult, ResponseHead, RutterApiException?> Judge,
    Func<RutterApiException, TResult?> Recover,
    bool IsDoneWithJob)
    where TResult : class
{
    /// <summary>A write whose change was made if its response can be read.</summary>
    public static WriteKind<TResult> MadeWhenRead(Func<ReadOnlyMemory<byte>, TResult> parse, WriteEvidence evidence) => new(
        parse,
        (_, head) =>
        {
            evidence.NoteDone(head.JobId);
            return null;
        },
        _ => null,
        IsDoneWithJob: true);
}

/// <summary>Sends one write with its attempts, and follows its job once it was accepted. The evidence records every step.</summary>
internal sealed class WriteOperation<TResult>(RequestSender sender, RutterRequest request, WriteKind<TResult> kind, WriteEvidence evidence)
    where TResult : class
{
    private readonly JobClient jobs = new(sender);

    /// <exception cref="RutterApiException">The write failed; the verdict says what is known about the change.</exception>
    public async Task<WriteResult<TResult>> RunAsync(WriteOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var sent = await SendAsync(cancellationToken).ConfigureAwait(false);
            return sent.Value is not null ? sent
                : options.NoWait ? await GetJobAsync(sent, cancellationToken).ConfigureAwait(false)
                : await FollowAsync(sent, options.Polling, cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException failure)
        {
            throw failure.WithVerdict(evidence.Verdict);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Any exception keeps the verdict and the key of the change.
            throw new RutterApiException(TransportErrors.Unexpected, $"An unexpected failure: {DisplayText.Clean(exception.Message)}")
                .WithVerdict(evidence.Verdict);
        }
    }

    private async Task<WriteResult<TResult>> SendAsync(CancellationToken cancellationToken)
    {
        var handler = new ResponseHandler<(WriteResult<TResult> Result, RutterApiException? Refusal)>(async (head, body, token) =>
        {
            using var content = new MemoryStream();
            await body.CopyToAsync(content, token).ConfigureAwait(false);
            return Interpret(head, content.ToArray());
        });
        try
        {
            var (result, refusal) = await sender.SendAsync(request, handler, cancellationToken, evidence).ConfigureAwait(false);
            return refusal is null ? result : throw refusal;
        }
        catch (RutterApiException failure) when (failure.Verdict is { JobId: not null })
        {
            // The write was accepted, but only the job tells the outcome.
            return new WriteResult<TResult>(null, null, failure.Verdict.JobId, failure.RequestId, request.IdempotencyKey);
        }
        catch (RutterApiException failure) when (kind.Recover(failure) is { } value)
        {
            evidence.NoteDone(null);
            return new WriteResult<TResult>(value, null, null, failure.RequestId, request.IdempotencyKey);
        }
    }

    private (WriteResult<TResult> Result, RutterApiException? Refusal) Interpret(ResponseHead head, ReadOnlyMemory<byte> json)
    {
        var sent = new WriteResult<TResult>(null, null, head.JobId, head.RequestId, request.IdempotencyKey);
        if (JobParser.TryParse(json, head, sender.Redactor) is { } job)
        {
            if (!JobClient.IsUnderKey(job, request.IdempotencyKey))
            {
                throw new JsonException("It is the job of another request.");
            }

            evidence.NoteAccepted(job.Id);
            return (sent with { Job = job, JobId = job.Id }, null);
        }

        var value = kind.Parse(json);
        return (sent with { Value = value }, kind.Judge(value, head));
    }

    // With the key, so that another request's job is not taken for this one.
    private RutterJob JobOf(WriteResult<TResult> sent) =>
        new() { Id = sent.JobId!, Status = JobStatus.Prequeued, IdempotencyKey = request.IdempotencyKey };

    private async Task<WriteResult<TResult>> GetJobAsync(WriteResult<TResult> sent, CancellationToken cancellationToken)
    {
        var job = sent.Job ?? await jobs.GetAsync(JobOf(sent), cancellationToken).ConfigureAwait(false);
        if (kind.IsDoneWithJob || jobs.FailureOf(job) is not null)
        {
            JobClient.NoteEnd(job, evidence);
        }

        return sent with { Job = job };
    }

    private async Task<WriteResult<TResult>> FollowAsync(WriteResult<TResult> sent, JobPolling polling, CancellationToken cancellationToken)
    {
        var isWhole = sent.Job is { IsCompleted: true, ResponseBody: not null };
        var job = isWhole ? sent.Job! : await jobs.WaitAsync(JobOf(sent), polling, cancellationToken).ConfigureAwait(false);
        if (jobs.FailureOf(job) is { } failure)
        {
            JobClient.NoteEnd(job, evidence);
            if (kind.Recover(failure) is not { } recovered)
            {
                throw failure;
            }

            evidence.NoteDone(job.Id);
            return sent with { Job = job, Value = recovered };
        }

        TResult value;
        try
        {
            value = jobs.ReadResult(job, kind.Parse);
        }
        catch (RutterApiException) when (kind.IsDoneWithJob)
        {
            JobClient.NoteEnd(job, evidence);
            throw;
        }

        return kind.Judge(value, JobClient.HeadOf(job)) is { } refusal ? throw refusal : sent with { Job = job, Value = value };
    }
}
