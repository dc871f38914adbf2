using Rutter.Client.Text;

namespace Rutter.Client.Transport;

/// <summary>What is known about a response before its body is read. Texts are safe to display.</summary>
internal sealed record ResponseHead
{
    public required int StatusCode { get; init; }

    /// <summary>1 for the response to the first attempt.</summary>
    public int Attempt { get; init; } = 1;

    public string? MediaType { get; init; }

    /// <summary>The value of <c>X-Rutter-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>The value of <c>X-Rutter-Job-ID</c>, which means that the request was accepted.</summary>
    public string? JobId { get; init; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When the server sent it, by its own clock.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The target of a redirect: scheme, host and port only.</summary>
    public string? RedirectTarget { get; init; }

    public bool IsMarkup => MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;

    public static ResponseHead Of(HttpResponseMessage response, int attempt, Redactor redactor)
    {
        return new()
        {
            StatusCode = (int)response.StatusCode,
            Attempt = attempt,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            RequestId = Shown("X-Rutter-Request-ID"),
            JobId = Shown("X-Rutter-Job-ID") is { Length: > 0 } id ? id : null,
            RetryAfter = RetryAfterHeader.Of(response),
            Date = response.Headers.Date,
            RedirectTarget = response.Headers.Location is { IsAbsoluteUri: true } target
                ? DisplayText.Clean(target.GetLeftPart(UriPartial.Authority))
                : null,
        };

        // A proxy may repeat a header.
        string? Shown(string name) => response.Headers.NonValidated.TryGetValues(name, out var values)
            ? redactor.Clean(DisplayText.Clean(string.Join(", ", values.Distinct(StringComparer.Ordinal))))?.Trim()
            : null;
    }
}
