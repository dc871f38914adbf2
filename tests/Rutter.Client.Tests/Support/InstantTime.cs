namespace Rutter.Client.Tests.Support;

/// <summary>
/// A clock on which a wait is over at once, and moves the clock on. Waits that are longer than a limit, such as timeouts, never end; the limit is
/// ten seconds unless given.
/// </summary>
internal sealed class InstantTime(TimeSpan? longestWait = null) : TimeProvider
{
    private readonly TimeSpan longestWait = longestWait ?? TimeSpan.FromSeconds(10);
    private long ticks;

    /// <summary>How long all waits took together.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    /// <summary>Is asked before a wait ends; false keeps it from ending.</summary>
    public Func<TimeSpan, bool>? EndsWait { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Waited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= longestWait && EndsWait?.Invoke(dueTime) != false)
        {
            // Timers count in whole milliseconds, rounded down; time goes on in any case.
            Interlocked.Add(ref ticks, TimeSpan.FromMilliseconds(Math.Floor(dueTime.TotalMilliseconds) + 1).Ticks);
            callback(state);
        }

        return Ended.Timer;
    }

    /// <summary>A timer that has fired, or never will.</summary>
    private sealed class Ended : ITimer
    {
        public static Ended Timer { get; } = new();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
