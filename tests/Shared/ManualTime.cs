using System.Threading.Channels;

namespace Rutter.Tests.Shared;

/// <summary>
/// The clock of the tests, with its timers. It moves when a test calls <see cref="Advance"/>, or by itself over the waits that
/// <see cref="PassesWaitsUpTo"/> allows.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly Channel<TimeSpan> started = Channel.CreateUnbounded<TimeSpan>();
    private TimeSpan elapsed;

    /// <summary>What the clock shows at first.</summary>
    public static DateTimeOffset Start { get; } = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The longest wait that ends at once, with the clock moved past it. A longer wait, such as a timeout, then never ends. Null: every wait ends
    /// when a test moves the clock.
    /// </summary>
    public TimeSpan? PassesWaitsUpTo { get; init; }

    /// <summary>Asked before a wait is passed; false keeps it from ending.</summary>
    public Func<TimeSpan, bool>? EndsWait { get; set; }

    /// <summary>Changes the time of the wall clock, as if it was set wrong. Timers and timestamps do not follow it.</summary>
    public Func<DateTimeOffset, DateTimeOffset>? WallClock { get; init; }

    /// <summary>How far the clock has moved.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (gate)
            {
                return elapsed;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        var now = Start + Elapsed;
        return WallClock?.Invoke(now) ?? now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and fires the timers that are then due.</summary>
    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (gate)
        {
            elapsed += by;
            due = [.. timers.Where(timer => timer.Due <= elapsed)];
            timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Waits until a timer starts that had not started at the last call.</summary>
    public async Task TimerAsync() =>
        await started.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    private void Schedule(Timer timer, TimeSpan dueTime)
    {
        if (PassesWaitsUpTo is { } longest)
        {
            Pass(timer, dueTime, longest);
            return;
        }

        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = elapsed + dueTime;
            timers.Add(timer);
        }

        started.Writer.TryWrite(dueTime);
    }

    private void Pass(Timer timer, TimeSpan dueTime, TimeSpan longest)
    {
        if (dueTime < TimeSpan.Zero || dueTime > longest || EndsWait?.Invoke(dueTime) == false)
        {
            return;
        }

        lock (gate)
        {
            // Timers count whole milliseconds, rounded down; the clock must still pass the end of the wait.
            elapsed += TimeSpan.FromMilliseconds(Math.Floor(dueTime.TotalMilliseconds) + 1);
        }

        timer.Fire();
    }

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Schedule(this, dueTime);
            return true;
        }

        public void Dispose() => time.Schedule(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
