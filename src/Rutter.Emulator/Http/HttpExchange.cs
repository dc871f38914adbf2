using System.Globalization;
using System.Text;

namespace Rutter.Emulator.Http;

/// <summary>A request and the writing of its response. Source: RFC 9112.</summary>
internal sealed class HttpExchange(HttpConnection connection, HttpRequest request)
{
    private const int LargestJoinedWrite = 16 * 1024;

    private static readonly Dictionary<int, string> Reasons = new()
    {
        [200] = "OK",
        [202] = "Accepted",
        [302] = "Found",
        [400] = "Bad Request",
        [401] = "Unauthorized",
        [404] = "Not Found",
        [409] = "Conflict",
        [410] = "Gone",
        [413] = "Content Too Large",
        [429] = "Too Many Requests",
        [500] = "Internal Server Error",
        [502] = "Bad Gateway",
        [503] = "Service Unavailable",
        [504] = "Gateway Timeout",
    };

    private bool isChunked;
    private bool hasBody;
    private byte[] head = [];

    public HttpRequest Request => request;

    /// <summary>Whether the response is whole.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Prepares status and headers, which go out with the first part of the body.</summary>
    /// <param name="status">The status.</param>
    /// <param name="headers">Headers besides those of the transfer.</param>
    /// <param name="length">The body's declared length; null sends it in chunks.</param>
    public void Begin(int status, IEnumerable<KeyValuePair<string, string>> headers, long? length)
    {
        hasBody = request.Method != "HEAD" && status is not (204 or 304);
        isChunked = length is null && hasBody;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {Reasons.GetValueOrDefault(status)}\r\n");
        foreach (var (name, value) in headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (hasBody)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {length}")}\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Connection: {(request.CanGoOn ? "keep-alive" : "close")}\r\n\r\n");
        head = Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Writes a part of the body.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> part)
    {
        if (!hasBody || part.IsEmpty)
        {
            await WriteJoinedAsync(default);
        }
        else if (isChunked)
        {
            await WriteJoinedAsync(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"));
            await connection.WriteAsync(part);
            await connection.WriteAsync("\r\n"u8.ToArray());
        }
        else
        {
            await WriteJoinedAsync(part);
        }
    }

    /// <summary>Ends the body.</summary>
    public async Task EndAsync()
    {
        await WriteJoinedAsync(isChunked ? "0\r\n\r\n"u8.ToArray() : default);
        IsEnded = true;
    }

    /// <summary>Ends the connection without a word; the client sees a reset.</summary>
    public void Drop() => connection.Reset();

    /// <summary>Ends the connection behind what was written.</summary>
    public void Cut() => connection.Dispose();

    // One packet for a small response.
    private async Task WriteJoinedAsync(ReadOnlyMemory<byte> part)
    {
        var first = head;
        head = [];
        if (first.Length > 0 && first.Length + part.Length <= LargestJoinedWrite)
        {
            await connection.WriteAsync((byte[])[.. first, .. part.Span]);
            return;
        }

        await connection.WriteAsync(first);
        await connection.WriteAsync(part);
    }
}
