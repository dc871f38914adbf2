using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Jobs;

/// <summary>Reads jobs, waits for them, and takes their results.</summary>
public sealed class JobClient
{
    private readonly RequestSender sender;

    internal JobClient(RequestSender sender) => this.sender = sender;

    /// <summary>Reads a job. Source: "Basics", heading "Asynchronous Operations".</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The job as it is now, even if it failed.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such job, or the request failed.</exception>
    public ValueTask<RutterJob> GetAsync(string id, CancellationToken cancellationToken = default) => sender.SendAsync(
        new RutterRequest { Method = HttpMethod.Get, Path = $"jobs/{PathSegment.FromRutterId(id)}", NeedsAccessToken = false },
        new ResponseHandler<RutterJob>(
            async (head, body, token) =>
            {
                using var content = new MemoryStream();
                await body.CopyToAsync(content, token).ConfigureAwait(false);
                return Parse(id, head, content.ToArray()) ?? throw new JsonException("It does not hold this job.");
            },

            // A job's own error arrives with the status of that error. The job failed, not the request.
            (head, body) => Parse(id, head, body)),
        cancellationToken);

    /// <summary>Reads a job again.</summary>
    /// <param name="known">The job as last seen; at least its id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The job as it is now, even if it failed.</returns>
    /// <exception cref="RutterApiException">It cannot be read, so the outcome of its change is unknown.</exception>
    public async ValueTask<RutterJob> GetAsync(RutterJob known, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        try
        {
            var job = await GetAsync(known.Id, cancellationToken).ConfigureAwait(false);
            if (!IsUnderKey(job, known.IdempotencyKey))
            {
                throw sender.FailuresOf(RequestOf(known)).FromException(new JsonException("It is the job of another request."), HeadOf(job))!;
            }

            return job with { IdempotencyKey = job.IdempotencyKey ?? known.IdempotencyKey, Method = job.Method ?? known.Method };
        }
        catch (RutterApiException failure)
        {
            throw failure.AboutJob(known.Id).WithVerdict(VerdictOn(known));
        }
        catch (ArgumentException refusal)
        {
            var failure = new RutterApiException(TransportErrors.InvalidJobId, refusal.Message.Split(" (Parameter")[0]);
            throw failure.AboutJob(known.Id).WithVerdict(VerdictOn(known));
        }
    }

    /// <summary>Waits for any number of jobs in one loop.</summary>
    /// <param name="ids">The jobs' ids.</param>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Each job as it ends, or the failure of a job that cannot be read or does not end in time.</returns>
    public IAsyncEnumerable<JobOutcome> WaitAsync(IEnumerable<string> ids, JobPolling polling, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return WaitAsync(ids.Select(id => new RutterJob { Id = id, Status = JobStatus.Pending }), polling, cancellationToken);
    }

    /// <summary>Waits for any number of jobs in one loop.</summary>
    /// <param name="jobs">The jobs as last seen. A failure has the idempotency key of its job.</param>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Each job as it ends, or the failure of a job that cannot be read or does not end in time.</returns>
    public IAsyncEnumerable<JobOutcome> WaitAsync(IEnumerable<RutterJob> jobs, JobPolling polling, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(polling);
        return new JobWait(this, sender.Options.Clock, polling).RunAsync(jobs, cancellationToken);
    }

    /// <summary>Waits for one job.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The ended job, successful or not.</returns>
    /// <exception cref="RutterApiException">It cannot be read, or did not end in time.</exception>
    public Task<RutterJob> WaitAsync(string id, JobPolling polling, CancellationToken cancellationToken = default) =>
        WaitAsync(new RutterJob { Id = id, Status = JobStatus.Pending }, polling, cancellationToken);

    /// <inheritdoc cref="WaitAsync(string, JobPolling, CancellationToken)"/>
    /// <param name="job">The job as last seen.</param>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<RutterJob> WaitAsync(RutterJob job, JobPolling polling, CancellationToken cancellationToken = default)
    {
        await foreach (var outcome in WaitAsync([job], polling, cancellationToken).ConfigureAwait(false))
        {
            return outcome.Job ?? throw outcome.Failure!;
        }

        throw new InvalidOperationException("A wait ends with an outcome.");
    }

    /// <summary>The failure of a job that ended without success.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The job's own error; null if it succeeded or still runs.</returns>
    public RutterApiException? FailureOf(RutterJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!job.IsCompleted || HasSucceeded(job))
        {
            return null;
        }

        var failure = job is { HttpStatus: >= 400, ResponseBody: { } body }
            ? sender.FailuresOf(RequestOf(job)).FromResponse(HeadOf(job), body)
            : new RutterApiException(
                TransportErrors.JobFailed, $"Job {DisplayText.Clean(job.Id)} ended with status '{DisplayText.Clean(job.Status)}' and names no error.")
            {
                StatusCode = job.HttpStatus,
                RequestId = job.RequestId,
                JobId = job.Id,
            };
        return failure.WithVerdict(VerdictOn(job));
    }

    /// <summary>The object that a job made or changed.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="definition">The kind of object.</param>
    /// <returns>The object.</returns>
    /// <exception cref="RutterApiException">The job failed, or its result cannot be read.</exception>
    public RutterObject Receive(RutterJob job, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(definition);
        return FailureOf(job) is { } failure ? throw failure : ReadResult(job, body => Envelope.ReadItem(definition, body));
    }

    /// <summary>The objects that a job listed.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="definition">The kind of object.</param>
    /// <returns>The objects, in the order of the API.</returns>
    /// <exception cref="RutterApiException">The job failed, or its result cannot be read.</exception>
    public IReadOnlyList<RutterObject> ReceiveList(RutterJob job, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(definition);
        return FailureOf(job) is { } failure ? throw failure : ReadResult(job, body => Envelope.ReadItems(definition, body));
    }

    /// <summary>Reads the result of a job that succeeded.</summary>
    internal T ReadResult<T>(RutterJob job, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return job.ResponseBody is { } body ? read(body) : throw new JsonException("It has no response.");
        }
        catch (JsonException exception)
        {
            throw sender.FailuresOf(RequestOf(job)).FromException(exception, HeadOf(job))!.WithVerdict(VerdictOn(job));
        }
    }

    /// <summary>Whether a job reports success and nothing in it contradicts that.</summary>
    internal static bool HasSucceeded(RutterJob job) =>
        job.Status == JobStatus.Success && job.HttpStatus is null or (>= 200 and < 300) && !NamesError(job);

    /// <summary>Whether a job can belong to a request with this key. If one of them has no key, it can.</summary>
    internal static bool IsUnderKey(RutterJob job, string? idempotencyKey) =>
        job.IdempotencyKey is null || idempotencyKey is null || job.IdempotencyKey.Equals(idempotencyKey, StringComparison.OrdinalIgnoreCase);

    /// <summary>Records how a job ended; does nothing while it runs.</summary>
    internal static void NoteEnd(RutterJob job, WriteEvidence evidence) =>
        evidence.NoteJobEnded(HasSucceeded(job), job.Status == JobStatus.Failure ? job.HttpStatus : null);

    /// <summary>The response head that the job's request would have had.</summary>
    internal static ResponseHead HeadOf(RutterJob job) => new() { StatusCode = job.HttpStatus ?? 200, RequestId = job.RequestId, JobId = job.Id };

    /// <summary>The verdict on the job's change; null for a job that only reads.</summary>
    internal static WriteVerdict? VerdictOn(RutterJob job)
    {
        if (job.IsRead && job.IdempotencyKey is null)
        {
            return null;
        }

        var evidence = new WriteEvidence(job.IdempotencyKey, job.IsDeletion);
        evidence.NoteSending();
        evidence.NoteAccepted(job.Id);
        NoteEnd(job, evidence);
        return evidence.Verdict;
    }

    private static bool NamesError(RutterJob job) =>
        job is { HttpStatus: null, ResponseBody: { } body } && ErrorBody.Read(body, isMarkup: false) is { Unreadable: null };

    private static RutterRequest RequestOf(RutterJob job) => new() { Method = HttpMethod.Post, Path = "", IdempotencyKey = job.IdempotencyKey };

    // Another job's end says nothing about this one.
    private RutterJob? Parse(string id, ResponseHead head, ReadOnlyMemory<byte> body) =>
        JobParser.TryParse(body, head, sender.Redactor) is { } job && job.Id.Equals(id, StringComparison.OrdinalIgnoreCase) ? job : null;
}
