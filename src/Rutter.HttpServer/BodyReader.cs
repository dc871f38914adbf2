using System.Globalization;

namespace Rutter.HttpServer;

/// <summary>Reads the body of one request within limits of size. Source: RFC 9112, sections 6 and 7.</summary>
/// <param name="reader">The connection.</param>
/// <param name="requests">Reads the trailers.</param>
/// <param name="hold">Reserves memory for a number of bytes; false if there is none.</param>
internal sealed class BodyReader(ConnectionReader reader, RequestReader requests, Func<int, bool> hold)
{
    private const int SmallestBuffer = 4 * 1024;
    private const int LongestChunkLine = 1024;
    private const int LongestChunkSize = 8;

    private byte[] body = [];
    private int length;

    /// <summary>Reads a body to its end.</summary>
    /// <param name="framing">Its length.</param>
    /// <param name="maximumBytes">The maximum length.</param>
    /// <returns>The body; null for a longer one, which is not read to its end.</returns>
    /// <exception cref="BadHttpRequestException">It is incomplete, its chunks are malformed, or the server holds too many bytes.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(RequestFraming framing, int maximumBytes)
    {
        if (framing.ContentLength is { } declared)
        {
            if (declared > maximumBytes)
            {
                return null;
            }

            await ReadPartAsync((int)declared, (int)declared).ConfigureAwait(false);
            return body.AsMemory(0, length);
        }

        while (ParseChunkSize((await reader.RequireLineAsync(LongestChunkLine).ConfigureAwait(false)).Span) is var size and > 0)
        {
            if (size > maximumBytes - length)
            {
                return null;
            }

            await ReadPartAsync((int)size, maximumBytes).ConfigureAwait(false);
            if (await reader.RequireLineAsync(0).ConfigureAwait(false) is not { IsEmpty: true })
            {
                throw BadHttpRequestException.Malformed("a chunk is longer than its size says");
            }
        }

        await requests.SkipTrailersAsync().ConfigureAwait(false);
        return body.AsMemory(0, length);
    }

    /// <summary>Reads the size of a chunk, at most 8 digits. Extensions are checked and ignored.</summary>
    private static long ParseChunkSize(ReadOnlySpan<byte> line)
    {
        var semicolon = line.IndexOf((byte)';');
        var digits = semicolon < 0 ? line : line[..semicolon];
        if (digits.Length > LongestChunkSize
            || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            || (semicolon >= 0 && !AreExtensions(line[semicolon..])))
        {
            throw BadHttpRequestException.Malformed("the size of a chunk is no size, or its extension no extension");
        }

        return size;
    }

    /// <summary>Whether a text is <c>;name</c>, <c>;name=token</c> or <c>;name="text"</c>, several times.</summary>
    private static bool AreExtensions(ReadOnlySpan<byte> text)
    {
        while (text is [(byte)';', ..])
        {
            text = text[1..];
            var end = text.IndexOfAny((byte)';', (byte)'=');
            if (!HttpSyntax.IsToken(end < 0 ? text : text[..end]))
            {
                return false;
            }

            text = end < 0 ? [] : text[end..];
            if (text is [(byte)'=', .. var value] && !SkipValue(value, out text))
            {
                return false;
            }
        }

        return text.IsEmpty;
    }

    private static bool SkipValue(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> rest)
    {
        var isQuoted = value is [(byte)'"', ..];
        var end = isQuoted ? value[1..].IndexOf((byte)'"') + 2 : value.IndexOf((byte)';');
        end = end < 0 ? value.Length : end;
        rest = value[end..];

        // Escaped quotes are refused too, because no client sends them.
        return isQuoted ? end > 1 && HttpSyntax.IsFieldValue(value[..end]) && !value[..end].Contains((byte)'\\') : HttpSyntax.IsToken(value[..end]);
    }

    /// <summary>Reads a part. Memory is reserved as bytes arrive, not when they are announced.</summary>
    private async ValueTask ReadPartAsync(int count, int expected)
    {
        while (count > 0)
        {
            if (length == body.Length)
            {
                Grow(Math.Min(expected, Math.Max(SmallestBuffer, length * 2L)));
            }

            var part = Math.Min(count, body.Length - length);
            await reader.ReadExactlyAsync(body.AsMemory(length, part)).ConfigureAwait(false);
            length += part;
            count -= part;
        }
    }

    private void Grow(long size)
    {
        if (!hold((int)size - body.Length))
        {
            throw new BadHttpRequestException(503, "too many bytes of other requests are held at the moment");
        }

        Array.Resize(ref body, (int)size);
    }
}
