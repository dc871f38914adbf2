namespace Rutter.Client.Tests.Support;

/// <summary>
/// A clock on which every wait is over at once and moves the time on by as much. Timers of an hour and more never fire: they are the timeouts.
/// </summary>
internal sealed class InstantClock : TimeProvider
{
    private static readonly TimeSpan Timeouts = TimeSpan.FromHours(1);

    private DateTimeOffset now = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Is asked before each wait ends; false lets it go on for ever.</summary>
    public Func<TimeSpan, bool>? BeforeEnd { get; set; }

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime < Timeouts && BeforeEnd?.Invoke(dueTime) != false)
        {
            now += dueTime;
            callback(state);
        }

        return Timer.Instance;
    }

    private sealed class Timer : ITimer
    {
        public static Timer Instance { get; } = new();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
