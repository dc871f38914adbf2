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

    /// <summary>Whether a change may have been made although no success was reported.</summary>
    public bool MayHaveSucceeded { get; internal set; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>How long the server asked to wait, or null.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>What a person can do, with the key to repeat with where that is safe, and the request id for support.</summary>
    public string RecommendedAction
    {
        get
        {
            var advice = Meaning.RecommendedAction;
            if (MayHaveSucceeded)
            {
                advice += " The change may have been made all the same: look before you repeat it"
                    + (IdempotencyKey is null ? "." : $", or repeat it with -IdempotencyKey {IdempotencyKey}, which cannot make it twice.");
            }

            else if (JobId is not null && IdempotencyKey is not null)
            {
                advice += " Rutter accepted this request, and answers a repeat under its key with the same failure: use a new key once the cause is mended.";
            }

            if (Cursor is not null)
            {
                advice += $" What was emitted is complete up to there; go on with -Cursor '{Cursor}'.";
            }

            return RequestId is null ? advice : $"{advice} (request id {RequestId})";
        }
    }

    /// <summary>Adds what the failure of a job does not know by itself.</summary>
    internal RutterApiException WithWrite(string? jobId, string? idempotencyKey)
    {
        JobId ??= jobId;
        IdempotencyKey ??= idempotencyKey;
        return this;
    }

    internal static string Describe(ErrorBody body, int statusCode)
    {
        var text = body.HumanReadable ?? body.ErrorMessage ?? body.Unreadable ?? body.ErrorCode;
        return DisplayText.Clean(body.ErrorCode is null ? $"{text} (HTTP {statusCode})" : $"{text} (HTTP {statusCode}, {body.ErrorCode})");
    }
}
