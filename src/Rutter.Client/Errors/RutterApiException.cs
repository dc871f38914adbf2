using Rutter.Client.Text;

namespace Rutter.Client.Errors;

/// <summary>
/// Every failure of a request: an error response, a response that cannot be read, or no response at all. No property holds a secret of
/// the client that made the request; texts from the server are otherwise exact, and cleaned for the screen in <see cref="Exception.Message"/> only.
/// </summary>
public sealed class RutterApiException : Exception
{
    internal RutterApiException(ErrorMeaning meaning, string text)
        : base(text) => Meaning = meaning;

    /// <summary>What the failure means, and what to do.</summary>
    public ErrorMeaning Meaning { get; }

    /// <summary>The HTTP status, or null when no response arrived.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The response's <c>error_type</c>.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>The response's <c>error_code</c>.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The response's <c>error_message</c>.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>Where the error comes from: <c>rutter</c> or <c>platform</c>.</summary>
    public new string? Source { get; internal init; }

    /// <summary>The platform's own message, made easy to read.</summary>
    public string? HumanReadable { get; internal init; }

    /// <summary>Data of the platform, as JSON text; experimental.</summary>
    public string? Platform { get; internal init; }

    /// <summary>The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The job that carries the request out, when Rutter accepted it.</summary>
    public string? JobId { get; internal set; }

    /// <summary>The idempotency key that the request carried.</summary>
    public string? IdempotencyKey { get; internal set; }

    /// <summary>Where to go on with a listing that failed part way: the value for <c>cursor</c>.</summary>
    public string? Cursor { get; internal set; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Meaning.IsTransient;

    /// <summary>What is known of the change that was asked for; null for a request that only reads.</summary>
    public WriteVerdict? Verdict { get; internal set; }

    /// <summary>Whether a change may have been made although no success was reported.</summary>
    public bool MayHaveSucceeded => Verdict is { State: not WriteState.NotDone };

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>How long the server asked to wait, or null.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether something in between responded with a web page in Rutter's place.</summary>
    internal bool IsWebPage { get; init; }

    /// <summary>What a person can do, with the idempotency key that makes a retry safe, and the request id for support.</summary>
    public string RecommendedAction => RecommendedActionWith(null);

    /// <summary>What a person can do, with what a program adds in its own words.</summary>
    /// <param name="addition">Whole sentences, or null.</param>
    /// <returns>The recommended action, the addition, and at the end the request id for support.</returns>
    public string RecommendedActionWith(string? addition)
    {
        var cursor = Cursor is null ? null : "What was read is complete up to there; the error's Cursor says where to go on.";
        var requestId = RequestId is null ? null : $"(request id {RequestId})";
        return string.Join(
            ' ', new[] { Meaning.RecommendedAction, Verdict?.Advice, cursor, addition, requestId }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Adds the verdict on the change that the request was part of; null where it only reads.</summary>
    internal RutterApiException WithVerdict(WriteVerdict? verdict)
    {
        Verdict = verdict;
        JobId ??= verdict?.JobId;
        IdempotencyKey ??= verdict?.IdempotencyKey;
        return this;
    }

    /// <summary>The failure to read a job: what became of the change that the job carries out is unknown.</summary>
    internal RutterApiException AboutJob(string jobId) => new(
        Meaning with { RecommendedAction = "Read the job again later.", Remedy = ErrorRemedy.Job },
        $"Job {DisplayText.Clean(jobId)} cannot be read: {Message}")
    {
        StatusCode = StatusCode,
        ErrorType = ErrorType,
        ErrorCode = ErrorCode,
        ErrorMessage = ErrorMessage,
        Source = Source,
        HumanReadable = HumanReadable,
        Platform = Platform,
        RequestId = RequestId,
        JobId = jobId,
        Attempts = Attempts,
    };

    internal static string Describe(ErrorBody body, int statusCode)
    {
        var text = body.HumanReadable ?? body.ErrorMessage ?? body.Unreadable ?? body.ErrorCode;
        return DisplayText.Clean(body.ErrorCode is null ? $"{text} (HTTP {statusCode})" : $"{text} (HTTP {statusCode}, {body.ErrorCode})");
    }
}
