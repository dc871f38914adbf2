using System.Runtime.CompilerServices;
using Rutter.Client.Errors;
using Rutter.Client.Text;

namespace Rutter.Client.Jobs;

/// <summary>Waits for any number of jobs in one loop.</summary>
internal sealed class JobWait(JobClient client, TimeProvider clock, JobPolling polling)
{
    // The most polls at the same time; the rate limiter may allow fewer.
    private const int MaximumPollsAtOnce = 16;

    // Timestamps, because a change of the system clock must neither end a wait nor prolong it.
    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Each job as it ends, or the failure of a job that cannot be read or does not end in time.</summary>
    public async IAsyncEnumerable<JobOutcome> RunAsync(
        IEnumerable<RutterJob> jobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = polling.Timeout is { } timeout && timeout < TimeSpan.MaxValue - Now ? Now + timeout : TimeSpan.MaxValue;
        var due = new PriorityQueue<PendingJob, TimeSpan>(
            jobs.DistinctBy(job => job.Id, StringComparer.Ordinal).Select(job => (new PendingJob(job), TimeSpan.Zero)));
        var polls = new List<Task<PendingJob>>();
        try
        {
            while (due.Count > 0 || polls.Count > 0)
            {
                while (polls.Count < MaximumPollsAtOnce && due.TryPeek(out _, out var time) && time <= Now)
                {
                    polls.Add(PollAsync(due.Dequeue(), stop.Token));
                }

                await WaitForNextAsync(polls, due, stop.Token).ConfigureAwait(false);
                foreach (var poll in polls.Where(poll => poll.IsCompleted).ToList())
                {
                    polls.Remove(poll);
                    var job = await poll.ConfigureAwait(false);
                    if (job.Outcome is not null)
                    {
                        yield return job.Outcome;
                    }
                    else if (Now + polling.IntervalAfter(job.Polls) is var time && time <= deadline)
                    {
                        due.Enqueue(job, time);
                    }
                    else if (deadline <= Now)
                    {
                        yield return new JobOutcome(job.Id, null, TimedOut(job.LastSeen, polling.Timeout!.Value));
                    }
                    else
                    {
                        // When the time is up, poll once more.
                        due.Enqueue(job, deadline);
                    }
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(polls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitForNextAsync(
        List<Task<PendingJob>> polls, PriorityQueue<PendingJob, TimeSpan> due, CancellationToken cancellationToken)
    {
        using var delayed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = new List<Task>(polls);
        if (polls.Count < MaximumPollsAtOnce && due.TryPeek(out _, out var time) && time - Now is var delay)
        {
            // Timers round down to milliseconds.
            waits.Add(Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, delay.TotalMilliseconds))), clock, delayed.Token));
        }

        await (await Task.WhenAny(waits).ConfigureAwait(false)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await delayed.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static RutterApiException TimedOut(RutterJob job, TimeSpan timeout)
    {
        var (id, status) = (DisplayText.Clean(job.Id), DisplayText.Clean(job.Status));
        var text = $"Job {id} did not end within {timeout.TotalSeconds:0.#} seconds; its status is '{status}'.";
        return new RutterApiException(TransportErrors.JobTimeout, text) { JobId = job.Id }.WithVerdict(JobClient.VerdictOn(job));
    }

    private async Task<PendingJob> PollAsync(PendingJob job, CancellationToken cancellationToken)
    {
        job.Polls++;
        try
        {
            job.LastSeen = await client.GetAsync(job.LastSeen, cancellationToken).ConfigureAwait(false);
            job.Outcome = job.LastSeen.IsCompleted ? new JobOutcome(job.Id, job.LastSeen, null) : null;
        }
        catch (RutterApiException failure)
        {
            job.Outcome = new JobOutcome(job.Id, null, failure);
        }

        return job;
    }

    private sealed class PendingJob(RutterJob job)
    {
        public string Id { get; } = job.Id;

        public int Polls { get; set; }

        public RutterJob LastSeen { get; set; } = job;

        public JobOutcome? Outcome { get; set; }
    }
}
