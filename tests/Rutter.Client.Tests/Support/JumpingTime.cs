namespace Rutter.Client.Tests.Support;

/// <summary>The real time, on a clock that somebody sets anew each time it is read: forward and back by a day in turn.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private int reads;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(Interlocked.Increment(ref reads) % 2 == 0 ? 1 : -1);
}
