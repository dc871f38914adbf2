using System.Globalization;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>Tells in PowerShell's streams what requests do: verbose for each attempt, a warning for a long wait.</summary>
internal sealed class StreamObserver(StreamQueue streams) : ITransportObserver
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    public void OnSending(RequestAttempt attempt) =>
        streams.Post(cmdlet => cmdlet.WriteVerbose(Invariant($"{attempt.Method} {attempt.Path}{AttemptText(attempt)}")));

    public void OnCompleted(AttemptOutcome outcome) => streams.Post(cmdlet => cmdlet.WriteVerbose(Describe(outcome)));

    public void OnRetrying(RetryNotice retry) => streams.Post(cmdlet =>
    {
        var text = Invariant(
            $"Repeat {retry.Attempt.Number} of at most {retry.MaximumRetryCount} of {retry.Attempt.Method} {retry.Attempt.Path} in {retry.Delay.TotalSeconds:0.0} s: {retry.Reason}");
        cmdlet.WriteVerbose(text);
        if (retry.Delay > LongWait)
        {
            cmdlet.WriteWarning(text);
        }
    });

    public void OnRateWindowWait(RequestAttempt attempt) => streams.Post(cmdlet =>
        cmdlet.WriteVerbose(Invariant($"{attempt.Method} {attempt.Path} waits: the organisation's 500 requests in 10 seconds are used up.")));

    private static string Describe(AttemptOutcome outcome)
    {
        var status = outcome.StatusCode is { } code ? Invariant($"HTTP {code}") : "no reply";
        var size = outcome.ContentLength is { } bytes ? Invariant($", {bytes} bytes") : "";
        var id = outcome.RequestId is null ? "" : $", request id {outcome.RequestId}";
        return Invariant(
            $"{status} from {outcome.Attempt.Method} {outcome.Attempt.Path}{AttemptText(outcome.Attempt)} in {outcome.Elapsed.TotalMilliseconds:0} ms{size}{id}");
    }

    private static string AttemptText(RequestAttempt attempt) => attempt.Number == 1 ? "" : Invariant($", attempt {attempt.Number}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
