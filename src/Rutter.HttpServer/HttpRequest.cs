using System.Net;

namespace Rutter.HttpServer;

/// <summary>A request's line and headers, checked. Its body is read from the <see cref="HttpExchange"/>.</summary>
public sealed class HttpRequest
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> headers;

    internal HttpRequest(RequestLine line, IReadOnlyList<KeyValuePair<string, string>> headers, IPAddress remoteAddress)
    {
        this.headers = headers;
        Method = line.Method;
        Target = line.Target;
        IsHttp11 = line.IsHttp11;
        RemoteAddress = remoteAddress;
        Framing = RequestFraming.Check(this, line.Authority);
    }

    /// <summary>The method, as sent.</summary>
    public string Method { get; }

    /// <summary>Path and query as sent, printable ASCII; <c>*</c> for an OPTIONS that is about the server itself.</summary>
    public string Target { get; }

    /// <summary>Whether the client uses HTTP/1.1. An HTTP/1.0 client gets one response.</summary>
    public bool IsHttp11 { get; }

    /// <summary>The headers in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    /// <summary>The client's address.</summary>
    public IPAddress RemoteAddress { get; }

    /// <summary>The length of the request, and whether another one may follow.</summary>
    internal RequestFraming Framing { get; }

    /// <summary>A header's value.</summary>
    /// <param name="name">The name, whatever its case.</param>
    /// <returns>The trimmed value; several values are joined with commas; null without the header.</returns>
    public string? Header(string name)
    {
        string? found = null;
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = found is null ? headers[i].Value : $"{found},{headers[i].Value}";
            }
        }

        return found;
    }

    internal bool HasToken(string name, string token) =>
        Header(name)?.Split(',').Any(part => part.AsSpan().Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) == true;
}

/// <summary>
/// A request that the server refuses. Handlers must not catch it; the server responds with <see cref="StatusCode"/> and closes the connection.
/// </summary>
/// <param name="statusCode">The HTTP status: 400, 417, 500 or 503.</param>
/// <param name="message">What is wrong. It never quotes the client.</param>
public sealed class BadHttpRequestException(int statusCode, string message) : Exception(message)
{
    /// <summary>The HTTP status of the response.</summary>
    public int StatusCode { get; } = statusCode;

    internal static BadHttpRequestException Malformed(string message) => new(400, message);
}
