using System.Collections.Concurrent;

namespace Rutter.Emulator.Jobs;

/// <summary>Keeps jobs until a reset, and runs each after its delay.</summary>
internal sealed class JobRunner(TimeProvider time, TimeSpan delay) : IDisposable
{
    /// <summary>How long a synchronous write waits. Source: "Basics", heading "Response Mode: Prefer Sync".</summary>
    public static readonly TimeSpan SynchronousWait = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Job> jobs = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Called for each job that ends.</summary>
    public Action<Job> Finished { get; init; } = _ => { };

    public void Add(Job job)
    {
        job.Finished = Finished;
        jobs[job.Id] = job;
    }

    public Job? Find(string id) => jobs.GetValueOrDefault(id);

    public void Start(Job job)
    {
        if (delay == TimeSpan.Zero)
        {
            job.Run();
        }
        else
        {
            _ = RunLaterAsync(job, stopping.Token);
        }
    }

    /// <summary>Waits for the end of a job, as long as a synchronous write does.</summary>
    /// <returns>False when it takes longer.</returns>
    public async Task<bool> WaitAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await job.Completion.WaitAsync(SynchronousWait, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Abandons the jobs that are not finished. The source stays usable: a request may still be about to start one.</summary>
    public void Dispose() => stopping.Cancel();

    private async Task RunLaterAsync(Job job, CancellationToken token)
    {
        try
        {
            await Task.Delay(delay / 2, time, token);
            job.MoveToPending();
            await Task.Delay(delay - (delay / 2), time, token);
            job.Run();
        }
        catch (OperationCanceledException)
        {
            job.Abandon();
        }
    }
}
