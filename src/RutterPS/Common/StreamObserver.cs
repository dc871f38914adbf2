using System.Globalization;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>
/// Reports requests in PowerShell's streams: verbose, debug and information records for each attempt, a warning for a long wait, and progress for
/// the rate limit.
/// </summary>
internal sealed class StreamObserver(StreamQueue streams) : ITransportObserver
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private static readonly string[] Tags = ["RutterRequest"];

    private readonly RateLimitProgress progress = new(streams);

    public void OnSending(RequestAttempt attempt)
    {
        progress.Leave(attempt);
        streams.Post(cmdlet => WriteVerbose(cmdlet, Invariant($"{attempt.Method} {attempt.Path}{AttemptText(attempt)}")));
    }

    public void OnCompleted(AttemptOutcome outcome) => streams.Post(cmdlet =>
    {
        var record = new RutterRequestRecord(outcome);
        WriteVerbose(cmdlet, record.ToString());
        var status = record.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no response";
        cmdlet.WriteDebug($"{record.Method} {record.Path} | {Text(outcome.RequestHeaders)} | {status} | {Text(outcome.ResponseHeaders)}");
        cmdlet.WriteInformation(record, Tags);
    });

    public void OnRetrying(RetryNotice retry) => streams.Post(cmdlet =>
    {
        var request = $"{retry.Attempt.Method} {retry.Attempt.Path}";
        var seconds = Invariant($"{retry.Delay.TotalSeconds:0.0} s");
        var text = retry.IsRateLimited
            ? $"{request} waits {seconds} for the rate limit, which other programs may use too: {retry.Reason}"
            : Invariant($"Retry {retry.Attempt.Number} of at most {retry.MaximumRetryCount} of {request} in {seconds}: {retry.Reason}");
        WriteVerbose(cmdlet, text);
        if (retry.Delay > LongWait)
        {
            cmdlet.WriteWarning(text);
        }
    });

    public void OnRateLimitWait(RequestAttempt attempt)
    {
        progress.Enter(attempt);
        streams.Post(
            cmdlet => WriteVerbose(cmdlet, $"{attempt.Method} {attempt.Path} waits: the organisation's 500 requests in 10 seconds are used up."));
    }

    // With -Debug alone, PowerShell asks for confirmation after each verbose line of a compiled cmdlet. The debug records have the same text.
    private static void WriteVerbose(RutterCmdlet cmdlet, string text)
    {
        if (cmdlet.MyInvocation.BoundParameters is var bound && (!bound.ContainsKey("Debug") || bound.ContainsKey("Verbose")))
        {
            cmdlet.WriteVerbose(text);
        }
    }

    private static string Text(IEnumerable<KeyValuePair<string, string>> headers) =>
        string.Join("; ", headers.Select(header => $"{header.Key}: {header.Value}"));

    private static string AttemptText(RequestAttempt attempt) => attempt.Number == 1 ? "" : Invariant($", attempt {attempt.Number}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
