using System.Text;
using Rutter.Client.Transport;

namespace RutterPS.Requests;

/// <summary>A successful reply as text.</summary>
public sealed class RutterRawReply
{
    internal RutterRawReply(RutterReply reply, Func<string?, string?> mask)
    {
        StatusCode = reply.StatusCode;
        RequestId = reply.RequestId;
        JobId = reply.JobId;
        IdempotencyKey = reply.IdempotencyKey;
        ContentType = reply.ContentType;
        Content = mask(Encoding.UTF8.GetString(reply.Body.Span))!;
    }

    /// <summary>The HTTP status, 200 to 299.</summary>
    public int StatusCode { get; }

    /// <summary>The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</summary>
    public string? RequestId { get; }

    /// <summary>The job that carries a write out, or null.</summary>
    public string? JobId { get; }

    /// <summary>The key that the request carried, or null.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>The media type of the body, or null.</summary>
    public string? ContentType { get; }

    /// <summary>The body; empty for none. The session's own secrets are masked in it.</summary>
    public string Content { get; }
}
