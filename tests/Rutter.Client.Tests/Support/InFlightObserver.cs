using Rutter.Client.Transport;

namespace Rutter.Client.Tests.Support;

/// <summary>Knows how many requests were under way at once.</summary>
internal sealed class InFlightObserver : ITransportObserver
{
    private int current;
    private int most;

    public int Most => most;

    public void OnSending(RequestAttempt attempt)
    {
        var now = Interlocked.Increment(ref current);
        int known;
        while ((known = most) < now && Interlocked.CompareExchange(ref most, now, known) != known)
        {
        }
    }

    public void OnCompleted(AttemptOutcome outcome) => Interlocked.Decrement(ref current);

    public void OnRetrying(RetryNotice retry)
    {
    }

    public void OnRateLimitWait(RequestAttempt attempt)
    {
    }
}
