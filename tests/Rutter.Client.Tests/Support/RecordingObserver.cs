using System.Collections.Concurrent;
using Rutter.Client.Transport;

namespace Rutter.Client.Tests.Support;

internal sealed class RecordingObserver : ITransportObserver
{
    public ConcurrentQueue<RequestAttempt> Sent { get; } = new();

    public ConcurrentQueue<AttemptOutcome> Outcomes { get; } = new();

    public ConcurrentQueue<RetryNotice> Retries { get; } = new();

    public ConcurrentQueue<RequestAttempt> Waits { get; } = new();

    public void OnSending(RequestAttempt attempt) => Sent.Enqueue(attempt);

    public void OnCompleted(AttemptOutcome outcome) => Outcomes.Enqueue(outcome);

    public void OnRetrying(RetryNotice retry) => Retries.Enqueue(retry);

    public void OnRateLimitWait(RequestAttempt attempt) => Waits.Enqueue(attempt);
}
