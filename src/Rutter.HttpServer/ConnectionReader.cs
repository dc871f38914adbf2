using System.Diagnostics.CodeAnalysis;

namespace Rutter.HttpServer;

/// <summary>Reads lines and bytes from a connection.</summary>
/// <param name="stream">The connection.</param>
/// <param name="received">Called with the number of bytes each time some arrive.</param>
internal sealed class ConnectionReader(Stream stream, Action<int> received)
{
    private byte[] buffer = new byte[4 * 1024];
    private int start;
    private int end;

    /// <summary>Whether there are bytes that are not read yet.</summary>
    public bool HasUnread => start < end;

    /// <summary>Reads a line that ends with CR and LF.</summary>
    /// <param name="maximumBytes">The maximum length, without the line end.</param>
    /// <returns>The line without its end, valid until the next call; null if the client closed the connection before it.</returns>
    /// <exception cref="BadHttpRequestException">The line is too long, is incomplete, or ends with LF only.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(int maximumBytes)
    {
        var scanned = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += scanned;
                return TakeLine(length, maximumBytes);
            }

            scanned = end - start;
            if (scanned > maximumBytes + 1)
            {
                ThrowTooLong();
            }

            if (!await FillAsync(maximumBytes + 2).ConfigureAwait(false))
            {
                return HasUnread ? throw BadHttpRequestException.Malformed("it is cut off") : null;
            }
        }
    }

    /// <summary>Reads a required line.</summary>
    /// <inheritdoc cref="ReadLineAsync"/>
    public async ValueTask<ReadOnlyMemory<byte>> RequireLineAsync(int maximumBytes) =>
        await ReadLineAsync(maximumBytes).ConfigureAwait(false) ?? throw BadHttpRequestException.Malformed("it is cut off");

    /// <summary>Fills a memory with bytes.</summary>
    /// <exception cref="BadHttpRequestException">The client closed the connection before the end.</exception>
    public async ValueTask ReadExactlyAsync(Memory<byte> target)
    {
        var buffered = Math.Min(target.Length, end - start);
        buffer.AsMemory(start, buffered).CopyTo(target);
        start += buffered;
        for (target = target[buffered..]; !target.IsEmpty;)
        {
            var count = await stream.ReadAsync(target).ConfigureAwait(false);
            if (count == 0)
            {
                throw BadHttpRequestException.Malformed("its body is cut off");
            }

            received(count);
            target = target[count..];
        }
    }

    private ReadOnlyMemory<byte> TakeLine(int length, int maximumBytes)
    {
        var line = buffer.AsMemory(start, length);
        start += length + 1;
        if (line.Span is not [.., (byte)'\r'])
        {
            throw BadHttpRequestException.Malformed("a line ends without CR");
        }

        if (length - 1 > maximumBytes)
        {
            ThrowTooLong();
        }

        return line[..^1];
    }

    private async ValueTask<bool> FillAsync(int room)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(end + 1, Math.Min(end * 2, room)));
        }

        var count = await stream.ReadAsync(buffer.AsMemory(end)).ConfigureAwait(false);
        end += count;
        if (count > 0)
        {
            received(count);
        }

        return count > 0;
    }

    [DoesNotReturn]
    private static void ThrowTooLong() => throw BadHttpRequestException.Malformed("a line or its headers are too long");
}
