using System.Runtime.CompilerServices;
using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Jobs;

/// <summary>Looks at jobs, waits for them, and takes their results.</summary>
public sealed class JobClient
{
    // Looks that are under way at once; the rate window has the last word.
    private const int MaximumLooksAtOnce = 16;

    private readonly RequestSender sender;

    internal JobClient(RequestSender sender) => this.sender = sender;

    /// <summary>Looks at a job. Source: seed "Basics", "Fetch Asynchronous Jobs".</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Ends every wait.</param>
    /// <returns>The job as it is now; one that ended without success is a job too.</returns>
    /// <exception cref="RutterApiException">There is no such job, or it could not be had.</exception>
    public ValueTask<RutterJob> GetAsync(string id, CancellationToken cancellationToken = default) => sender.SendAsync(
        new RutterRequest { Method = HttpMethod.Get, Path = $"jobs/{PathSegment.FromRutterId(id)}", NeedsAccessToken = false },
        new ResponseHandler<RutterJob>(JobResponse, ParseFailed),
        cancellationToken);

    /// <summary>Waits for jobs, in one loop however many there are.</summary>
    /// <param name="ids">The jobs' ids.</param>
    /// <param name="polling">How patiently.</param>
    /// <param name="cancellationToken">Ends every wait.</param>
    /// <returns>Each job as it ends; or, for one that could not be had or did not end in time, the failure.</returns>
    public async IAsyncEnumerable<JobOutcome> WaitAsync(
        IEnumerable<string> ids, JobPolling polling, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(polling);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = polling.Timeout is { } timeout ? DateTimeOffset.UtcNow + timeout : DateTimeOffset.MaxValue;
        var due = new PriorityQueue<PendingJob, DateTimeOffset>(ids.Distinct(StringComparer.Ordinal).Select(id => (new PendingJob(id), DateTimeOffset.MinValue)));
        var looks = new List<Task<PendingJob>>();
        try
        {
            while (due.Count > 0 || looks.Count > 0)
            {
                while (looks.Count < MaximumLooksAtOnce && due.TryPeek(out var next, out var time) && time <= DateTimeOffset.UtcNow)
                {
                    looks.Add(LookAsync(due.Dequeue(), stop.Token));
                }

                await WaitForNextAsync(looks, due, stop.Token).ConfigureAwait(false);
                foreach (var look in looks.Where(look => look.IsCompleted).ToList())
                {
                    looks.Remove(look);
                    var job = await look.ConfigureAwait(false);
                    if (job.Outcome is not null)
                    {
                        yield return job.Outcome;
                    }
                    else if (DateTimeOffset.UtcNow + polling.IntervalAfter(job.Looks) is var time && time <= deadline)
                    {
                        due.Enqueue(job, time);
                    }
                    else if (deadline <= DateTimeOffset.UtcNow)
                    {
                        yield return new JobOutcome(job.Id, null, TimedOut(job, polling.Timeout!.Value));
                    }
                    else
                    {
                        // One last look when the time is up.
                        due.Enqueue(job, deadline);
                    }
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(looks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for one job.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="polling">How patiently.</param>
    /// <param name="cancellationToken">Ends every wait.</param>
    /// <returns>The job, ended with or without success.</returns>
    /// <exception cref="RutterApiException">It could not be had, or did not end in time.</exception>
    public async Task<RutterJob> WaitAsync(string id, JobPolling polling, CancellationToken cancellationToken = default)
    {
        await foreach (var outcome in WaitAsync([id], polling, cancellationToken).ConfigureAwait(false))
        {
            return outcome.Job ?? throw outcome.Failure!;
        }

        throw new InvalidOperationException("A wait ends with an outcome.");
    }

    /// <summary>The failure of a job that ended without success.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The job's own error; null for one that succeeded or still runs.</returns>
    public RutterApiException? FailureOf(RutterJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Status == JobStatus.Failure || (job.IsCompleted && job.HttpStatus >= 400) ? Describe(job) : null;
    }

    /// <summary>The object that a job made or changed.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="definition">Which kind of object.</param>
    /// <returns>The object.</returns>
    /// <exception cref="RutterApiException">The job failed, or its result cannot be read.</exception>
    public RutterObject Receive(RutterJob job, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(definition);
        return FailureOf(job) is { } failure ? throw failure : ReadResult(job, body => Envelope.ReadItem(definition, body));
    }

    /// <summary>Reads what a job that succeeded answers with.</summary>
    internal T ReadResult<T>(RutterJob job, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return job.ResponseBody is { } body ? read(body) : throw new JsonException("It has no response.");
        }
        catch (JsonException exception)
        {
            var head = new ResponseHead { StatusCode = job.HttpStatus ?? 200, RequestId = job.RequestId, JobId = job.Id };
            throw sender.FailuresOf(RequestOf(job)).FromException(exception, head)!;
        }
    }

    private static RutterRequest RequestOf(RutterJob job) =>
        new() { Method = new HttpMethod(job.Method ?? "POST"), Path = "", IdempotencyKey = job.IdempotencyKey };

    private static async ValueTask<RutterJob> JobResponse(ResponseHead head, Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await body.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        return JobParser.TryParse(content.ToArray(), head) ?? throw new JsonException("It holds no job.");
    }

    // A job's own error arrives with the status of that error: it is a finished job, not a failed look.
    private static RutterJob? ParseFailed(ResponseHead head, ReadOnlyMemory<byte> body) => JobParser.TryParse(body, head);

    private static async Task WaitForNextAsync(List<Task<PendingJob>> looks, PriorityQueue<PendingJob, DateTimeOffset> due, CancellationToken cancellationToken)
    {
        using var nap = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = new List<Task>(looks);
        if (looks.Count < MaximumLooksAtOnce && due.TryPeek(out _, out var time) && time - DateTimeOffset.UtcNow is var delay)
        {
            waits.Add(Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, nap.Token));
        }

        await (await Task.WhenAny(waits).ConfigureAwait(false)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await nap.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static RutterApiException TimedOut(PendingJob job, TimeSpan timeout) => new(
        TransportErrors.JobTimeout, $"Job {job.Id} did not end within {timeout.TotalSeconds:0.#} seconds; its status is '{DisplayText.Clean(job.LastStatus)}'.")
    {
        JobId = job.Id,
        MayHaveSucceeded = true,
    };

    // The failure of a job, as the response to its request would have been.
    private RutterApiException Describe(RutterJob job)
    {
        var head = new ResponseHead { StatusCode = job.HttpStatus ?? 0, RequestId = job.RequestId, JobId = job.Id };
        return job is { HttpStatus: >= 400, ResponseBody: { } body }
            ? sender.FailuresOf(RequestOf(job)).FromResponse(head, body)
            : new RutterApiException(TransportErrors.JobFailed, $"Job {job.Id} ended with status '{DisplayText.Clean(job.Status)}'.")
            {
                JobId = job.Id,
                RequestId = job.RequestId,
                IdempotencyKey = job.IdempotencyKey,
                MayHaveSucceeded = true,
            };
    }

    private async Task<PendingJob> LookAsync(PendingJob job, CancellationToken cancellationToken)
    {
        job.Looks++;
        try
        {
            var seen = await GetAsync(job.Id, cancellationToken).ConfigureAwait(false);
            job.LastStatus = seen.Status;
            job.Outcome = seen.IsCompleted ? new JobOutcome(job.Id, seen, null) : null;
        }
        catch (RutterApiException failure)
        {
            job.Outcome = new JobOutcome(job.Id, null, failure);
        }

        return job;
    }

    private sealed class PendingJob(string id)
    {
        public string Id => id;

        public int Looks { get; set; }

        public string? LastStatus { get; set; }

        public JobOutcome? Outcome { get; set; }
    }
}
