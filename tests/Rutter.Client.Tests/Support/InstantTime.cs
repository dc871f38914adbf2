namespace Rutter.Client.Tests.Support;

/// <summary>A clock on which a wait of up to ten seconds is over at once, and moves the clock on; longer ones, such as timeouts, never end.</summary>
internal sealed class InstantTime : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private long ticks;

    /// <summary>How long all waits took together.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Waited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > LongestWait)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        // Timers count in whole milliseconds, rounded down; time goes on in any case.
        Interlocked.Add(ref ticks, TimeSpan.FromMilliseconds(Math.Floor(dueTime.TotalMilliseconds) + 1).Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
