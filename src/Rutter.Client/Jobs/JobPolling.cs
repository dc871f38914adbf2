using Rutter.Client.Errors;

namespace Rutter.Client.Jobs;

/// <summary>How often jobs are read, and how long to wait for them.</summary>
public sealed record JobPolling
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait in all; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>A fixed interval between polls; null for an interval that grows from a quarter of a second to fifteen seconds.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The delay after a number of polls.</summary>
    internal TimeSpan IntervalAfter(int polls) => Interval
        ?? (polls > 12
            ? LongestInterval
            : TimeSpan.FromTicks(Math.Min(LongestInterval.Ticks, (long)(FirstInterval.Ticks * Math.Pow(1.6, polls - 1)))));
}

/// <summary>How the wait for a job ended: with the job or a failure.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="Job">The ended job, or null.</param>
/// <param name="Failure">Why there is no ended job, or null.</param>
public sealed record JobOutcome(string JobId, RutterJob? Job, RutterApiException? Failure);
