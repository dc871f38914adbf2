using Rutter.Client.Text;

namespace Rutter.Client.Errors;

/// <summary>
/// A failed request: an error response, an unreadable response, or no response at all. No property holds a secret of the client. Texts from the
/// server are otherwise exact; only <see cref="Exception.Message"/> is cleaned for the screen.
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

    /// <summary>The job that carries out the request, if Rutter accepted it.</summary>
    public string? JobId { get; internal set; }

    /// <summary>The idempotency key that the request carried.</summary>
    public string? IdempotencyKey { get; internal set; }

    /// <summary>The value of <c>cursor</c> with which a list that failed part way can be continued.</summary>
    public string? Cursor { get; internal set; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Meaning.IsTransient;

    /// <summary>Whether the requested change was made; null for a request that only reads.</summary>
    public WriteVerdict? Verdict { get; internal set; }

    /// <summary>Whether a change may have been made even though no success was reported.</summary>
    public bool MayHaveSucceeded => Verdict is { State: not WriteState.NotDone };

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>How long the server asked to wait, or null.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the response is a web page, which means that a proxy answered instead of Rutter.</summary>
    internal bool IsWebPage { get; init; }

    /// <summary>What a person can do, with the idempotency key that makes a retry safe, and the request id for support.</summary>
    public string RecommendedAction => RecommendedActionWith(null);

    /// <summary>What a person can do, with an addition by the calling program.</summary>
    /// <param name="addition">Whole sentences, or null.</param>
    /// <returns>The recommended action, the addition, and at the end the request id for support.</returns>
    public string RecommendedActionWith(string? addition)
    {
        var cursor = Cursor is null ? null : "What was read is complete up to there; the error's Cursor says where to go on.";
        var requestId = RequestId is null ? null : $"(request id {RequestId})";
        return string.Join(
            ' ', new[] { Meaning.RecommendedAction, Verdict?.Advice, cursor, addition, requestId }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Adds the verdict on the change; null for a request that only reads.</summary>
    internal RutterApiException WithVerdict(WriteVerdict? verdict)
    {
        Verdict = verdict;
        JobId ??= verdict?.JobId;
        IdempotencyKey ??= verdict?.IdempotencyKey;
        return this;
    }

    /// <summary>Marks a failure to read a job: the outcome of the job's change is unknown.</summary>
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
