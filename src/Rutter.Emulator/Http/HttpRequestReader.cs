using System.Globalization;
using System.Text;

namespace Rutter.Emulator.Http;

/// <summary>Reads requests from a connection, one after the other. Source: RFC 9112.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    private const int MaximumHeadBytes = 64 * 1024;

    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private byte[] buffer = new byte[8 * 1024];
    private int start;
    private int end;

    /// <summary>Reads the next request.</summary>
    /// <returns>Null when the client has closed the connection between two requests.</returns>
    /// <exception cref="MalformedRequestException">What came is no request, or is cut off.</exception>
    public async Task<HttpRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = await ReadUntilAsync("\r\n\r\n"u8.ToArray(), cancellationToken);
        if (length < 0)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(buffer, start, length).Split("\r\n");
        start += length + 4;
        if (lines[0].Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"] || target is not ['/', ..])
        {
            throw new MalformedRequestException();
        }

        var headers = ParseHeaders(lines.AsSpan(1));
        var (body, isComplete) = await ReadBodyAsync(headers, cancellationToken);
        var keepsAlive = lines[0].EndsWith("/1.1", StringComparison.Ordinal) && !HasToken(headers, "Connection", "close");
        return new HttpRequest(method, target, headers, body, keepsAlive && isComplete);
    }

    private static Dictionary<string, string> ParseHeaders(ReadOnlySpan<string> lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t'))
            {
                throw new MalformedRequestException();
            }

            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        }

        return headers;
    }

    private static bool HasToken(Dictionary<string, string> headers, string name, string token) =>
        headers.TryGetValue(name, out var value) && value.Split(',').Any(part => part.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the body; of one that is longer than allowed only the beginning, and then the connection cannot go on.</summary>
    private async Task<(ReadOnlyMemory<byte> Body, bool IsComplete)> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var isChunked = HasToken(headers, "Transfer-Encoding", "chunked");
        var length = 0L;
        if (headers.TryGetValue("Content-Length", out var text)
            && (isChunked || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)))
        {
            throw new MalformedRequestException();
        }

        if ((isChunked || length > 0) && HasToken(headers, "Expect", "100-continue"))
        {
            await stream.WriteAsync(Continue, cancellationToken);
        }

        return isChunked ? await ReadChunksAsync(cancellationToken) : await ReadPartAsync(length, cancellationToken);
    }

    private async Task<(ReadOnlyMemory<byte> Body, bool IsComplete)> ReadPartAsync(long length, CancellationToken cancellationToken)
    {
        var body = new byte[Math.Min(length, HttpRequest.MaximumBodyBytes + 1)];
        await CopyAsync(body, cancellationToken);
        return (body, body.Length == length);
    }

    private async Task<(ReadOnlyMemory<byte> Body, bool IsComplete)> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = await ReadChunkSizeAsync(cancellationToken);
            if (size == 0)
            {
                // Trailers, which nobody here needs, and the empty line behind them.
                while (await ReadLineAsync(cancellationToken) != "")
                {
                }

                return (body.ToArray(), true);
            }

            var chunk = new byte[Math.Min(size, HttpRequest.MaximumBodyBytes + 1 - (int)body.Length)];
            await CopyAsync(chunk, cancellationToken);
            body.Write(chunk);
            if (body.Length > HttpRequest.MaximumBodyBytes)
            {
                return (body.ToArray(), false);
            }

            if (await ReadLineAsync(cancellationToken) != "")
            {
                throw new MalformedRequestException();
            }
        }
    }

    private async Task<int> ReadChunkSizeAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken);
        return int.TryParse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new MalformedRequestException();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var length = await ReadUntilAsync("\r\n"u8.ToArray(), cancellationToken);
        if (length < 0)
        {
            throw new MalformedRequestException();
        }

        var line = Encoding.ASCII.GetString(buffer, start, length);
        start += length + 2;
        return line;
    }

    /// <summary>Fills the buffer until it holds a terminator.</summary>
    /// <returns>How many bytes stand before it; -1 when the connection ended before anything came.</returns>
    private async Task<int> ReadUntilAsync(byte[] terminator, CancellationToken cancellationToken)
    {
        var scanned = 0;
        while (true)
        {
            var index = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf(terminator);
            if (index >= 0)
            {
                return scanned + index;
            }

            // The terminator may have come in part.
            scanned = Math.Max(0, end - start - terminator.Length + 1);
            if (!await FillAsync(cancellationToken))
            {
                return end == start ? -1 : throw new MalformedRequestException();
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (end >= MaximumHeadBytes)
            {
                throw new MalformedRequestException();
            }

            Array.Resize(ref buffer, end * 2);
        }

        var count = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += count;
        return count > 0;
    }

    private async Task CopyAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var buffered = Math.Min(target.Length, end - start);
        buffer.AsMemory(start, buffered).CopyTo(target);
        start += buffered;
        try
        {
            await stream.ReadExactlyAsync(target[buffered..], cancellationToken);
        }
        catch (EndOfStreamException)
        {
            throw new MalformedRequestException();
        }
    }
}
