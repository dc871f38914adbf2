using System.Text;
using Rutter.Client.Transport;

namespace RutterPS.Requests;

/// <summary>A successful response as text.</summary>
public sealed class RutterRawResponse
{
    internal RutterRawResponse(RutterResponse response, Func<string?, string?> mask)
    {
        StatusCode = response.StatusCode;
        RequestId = response.RequestId;
        JobId = response.JobId;
        IdempotencyKey = response.IdempotencyKey;
        ContentType = response.ContentType;
        Content = mask(Encoding.UTF8.GetString(response.Body.Span))!;
    }

    /// <summary>The HTTP status, 200 to 299.</summary>
    public int StatusCode { get; }

    /// <summary>The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</summary>
    public string? RequestId { get; }

    /// <summary>The job that carries out a write, or null.</summary>
    public string? JobId { get; }

    /// <summary>The key that the request carried, or null.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>The media type of the body, or null.</summary>
    public string? ContentType { get; }

    /// <summary>The body, or an empty text. The session's own secrets are masked.</summary>
    public string Content { get; }
}
