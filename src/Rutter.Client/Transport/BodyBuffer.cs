using System.Buffers;
using Rutter.Client.Json;

namespace Rutter.Client.Transport;

/// <summary>A whole body of JSON in borrowed memory, given back when disposed of.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int FirstSize = 128 * 1024;
    private const int LargestUsualSize = 4 * 1024 * 1024;

    // What the body before needed: pages of a list are of one size, and growing by steps would borrow and copy each step.
    private static int usualSize = FirstSize;

    private byte[]? bytes;

    private BodyBuffer(byte[] bytes, int length)
    {
        this.bytes = bytes;
        Content = JsonText.Sanitize(bytes.AsMemory(0, length));
    }

    /// <summary>The JSON text, valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Content { get; private set; }

    /// <summary>Reads a body to its end.</summary>
    public static async ValueTask<BodyBuffer> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Volatile.Read(ref usualSize));
        var length = 0;
        try
        {
            while (await body.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                length += count;
                if (length == bytes.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    bytes.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(bytes);
                    bytes = larger;
                }
            }

            Volatile.Write(ref usualSize, Math.Clamp(length + 1, FirstSize, LargestUsualSize));
            return new BodyBuffer(bytes, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    public void Dispose()
    {
        if (bytes is { } borrowed)
        {
            bytes = null;
            Content = default;
            ArrayPool<byte>.Shared.Return(borrowed);
        }
    }
}
