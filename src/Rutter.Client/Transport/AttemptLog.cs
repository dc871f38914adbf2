using System.Diagnostics;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Reports one attempt to an observer and to the evidence of its write: when it waits, when it is sent, and when it ends.</summary>
internal sealed class AttemptLog(ITransportObserver? observer, RequestAttempt attempt, WriteEvidence? evidence)
{
    private long started = Stopwatch.GetTimestamp();

    public RequestAttempt Attempt => attempt;

    public void Waiting() => observer?.OnRateLimitWait(attempt);

    public void Sending()
    {
        started = Stopwatch.GetTimestamp();
        evidence?.NoteSending();
        observer?.OnSending(attempt);
    }

    public void Completed(
        HttpRequestMessage sent, HttpResponseMessage? response, ResponseHead? head, long bytes, string? failure, Redactor redactor) =>
        observer?.OnCompleted(
        new AttemptOutcome(attempt, head?.StatusCode, Stopwatch.GetElapsedTime(started), head?.RequestId, bytes, failure)
        {
            RequestHeaders = VisibleHeaders.Of(sent, redactor),
            ResponseHeaders = response is null ? [] : VisibleHeaders.Of(response, redactor),
        });
}
