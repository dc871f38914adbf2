using Rutter.Client.Errors;

namespace Rutter.Client.Jobs;

/// <summary>How long jobs are waited for, and how often they are read.</summary>
public sealed record JobPolling
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for a job to end, in all; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>A fixed time between two polls of a job; null lets the time grow from a quarter of a second to fifteen seconds.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The time after a poll, of which there have been so many.</summary>
    internal TimeSpan IntervalAfter(int polls) => Interval
        ?? (polls > 12
            ? LongestInterval
            : TimeSpan.FromTicks(Math.Min(LongestInterval.Ticks, (long)(FirstInterval.Ticks * Math.Pow(1.6, polls - 1)))));
}

/// <summary>How the wait for a job ended: with the job, or with a failure to get it.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="Job">The ended job, or null.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record JobOutcome(string JobId, RutterJob? Job, RutterApiException? Failure);
