using System.Globalization;
using System.Text;

namespace Rutter.Client.Webhooks;

/// <summary>Reads requests from a connection, one after the other, within limits of size. Source: RFC 9112.</summary>
internal sealed class WebhookRequestReader(Stream stream)
{
    private const int MaximumHeadBytes = 32 * 1024;
    private const int MaximumTrailerLines = 100;

    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly byte[] buffer = new byte[MaximumHeadBytes + 2];
    private int start;
    private int end;

    /// <summary>Reads first line and headers of the next request.</summary>
    /// <returns>Null when the client has closed the connection between two requests.</returns>
    /// <exception cref="MalformedRequestException">What came is no request, or is cut off.</exception>
    public async Task<WebhookRequestHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(MaximumHeadBytes, cancellationToken).ConfigureAwait(false) is not { } first)
        {
            return null;
        }

        if (first.Split(' ') is not [{ Length: > 0 } method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
        {
            throw new MalformedRequestException();
        }

        var room = MaximumHeadBytes - first.Length;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await RequireLineAsync(room, cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            room -= line.Length + 2;
            AddHeader(headers, line);
        }

        var head = new WebhookRequestHead(method, target, headers, KeepsAlive: true);
        return head with { KeepsAlive = first.EndsWith("/1.1", StringComparison.Ordinal) && !head.HasToken("Connection", "close") };
    }

    /// <summary>Reads the body that belongs to a head.</summary>
    /// <returns>The body; null for one that is too long, which is not read to its end.</returns>
    /// <exception cref="MalformedRequestException">How long it is cannot be said for certain, or it is cut off.</exception>
    public async Task<byte[]?> ReadBodyAsync(WebhookRequestHead head, int maximumBytes, CancellationToken cancellationToken)
    {
        var coding = head.Header("Transfer-Encoding");
        var length = 0L;
        if (head.Header("Content-Length") is { } text
            && (coding is not null || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)))
        {
            throw new MalformedRequestException();
        }

        if (coding?.Equals("chunked", StringComparison.OrdinalIgnoreCase) == false)
        {
            throw new MalformedRequestException();
        }

        if (length > maximumBytes)
        {
            return null;
        }

        if (head.HasToken("Expect", "100-continue"))
        {
            await stream.WriteAsync(Continue, cancellationToken).ConfigureAwait(false);
        }

        using var body = new MemoryStream();
        if (coding is null)
        {
            await CopyAsync(body, length, cancellationToken).ConfigureAwait(false);
            return body.ToArray();
        }

        return await CopyChunksAsync(body, maximumBytes, cancellationToken).ConfigureAwait(false) ? body.ToArray() : null;
    }

    private static void AddHeader(Dictionary<string, string> headers, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t') || line.Any(c => char.IsControl(c) && c != '\t'))
        {
            throw new MalformedRequestException();
        }

        var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
        headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
    }

    private async Task<bool> CopyChunksAsync(MemoryStream body, int maximumBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await RequireLineAsync(MaximumHeadBytes, cancellationToken).ConfigureAwait(false);
            if (!int.TryParse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new MalformedRequestException();
            }

            if (size == 0)
            {
                await SkipTrailersAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (body.Length + size > maximumBytes)
            {
                return false;
            }

            await CopyAsync(body, size, cancellationToken).ConfigureAwait(false);
            if (await RequireLineAsync(0, cancellationToken).ConfigureAwait(false) != "")
            {
                throw new MalformedRequestException();
            }
        }
    }

    private async Task SkipTrailersAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaximumTrailerLines; i++)
        {
            if (await RequireLineAsync(MaximumHeadBytes, cancellationToken).ConfigureAwait(false) == "")
            {
                return;
            }
        }

        throw new MalformedRequestException();
    }

    private async Task CopyAsync(MemoryStream target, long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (start == end && !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new MalformedRequestException();
            }

            var part = (int)Math.Min(count, end - start);
            target.Write(buffer, start, part);
            start += part;
            count -= part;
        }
    }

    private async Task<string> RequireLineAsync(int maximumBytes, CancellationToken cancellationToken) =>
        await ReadLineAsync(maximumBytes, cancellationToken).ConfigureAwait(false) ?? throw new MalformedRequestException();

    /// <returns>The line without its end; null when the connection ended before anything came.</returns>
    private async Task<string?> ReadLineAsync(int maximumBytes, CancellationToken cancellationToken)
    {
        var scanned = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf("\r\n"u8);
            if (length >= 0 && scanned + length <= maximumBytes)
            {
                var line = Encoding.Latin1.GetString(buffer, start, scanned + length);
                start += scanned + length + 2;
                return line;
            }

            if (length >= 0 || end - start > maximumBytes + 1)
            {
                throw new MalformedRequestException();
            }

            // The end of the line may have come in part.
            scanned = Math.Max(0, end - start - 1);
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return start == end ? null : throw new MalformedRequestException();
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var count = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
        end += count;
        return count > 0;
    }
}
