using System.Diagnostics;

namespace Rutter.Client.Transport;

/// <summary>Tells an observer of one attempt: once when it leaves, once when it is over.</summary>
internal sealed class AttemptLog(ITransportObserver? observer, RequestAttempt attempt)
{
    private long started = Stopwatch.GetTimestamp();

    public RequestAttempt Attempt => attempt;

    public void Sending()
    {
        started = Stopwatch.GetTimestamp();
        observer?.OnSending(attempt);
    }

    public void Completed(ReplyHead? head, string? failure) => observer?.OnCompleted(
        new AttemptOutcome(attempt, head?.StatusCode, Stopwatch.GetElapsedTime(started), head?.RequestId, head?.ContentLength, failure));
}
