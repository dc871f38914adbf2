using System.Buffers;
using Rutter.Client.Json;

namespace Rutter.Client.Transport;

/// <summary>A whole JSON body in pooled memory, which is returned on disposal.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int FirstSize = 128 * 1024;
    private const int LargestUsualSize = 4 * 1024 * 1024;

    // The size of the previous body. Pages of a list are similar, and growing in steps would copy at each step.
    private static int usualSize = FirstSize;

    private byte[]? bytes;

    private BodyBuffer(byte[] bytes, int length)
    {
        this.bytes = bytes;
        Content = JsonText.Sanitize(bytes.AsMemory(0, length));
    }

    /// <summary>The JSON text, valid until disposal.</summary>
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
