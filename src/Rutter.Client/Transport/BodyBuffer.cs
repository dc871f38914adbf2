using System.Buffers;

namespace Rutter.Client.Transport;

/// <summary>A whole body in borrowed memory: read once, copied never, given back when disposed of.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int FirstSize = 128 * 1024;

    private readonly int length;
    private byte[]? bytes;

    private BodyBuffer(byte[] bytes, int length)
    {
        this.bytes = bytes;
        this.length = length;
    }

    public ReadOnlySpan<byte> Content => bytes.AsSpan(0, length);

    /// <summary>Reads a body to its end.</summary>
    public static async ValueTask<BodyBuffer> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
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
            ArrayPool<byte>.Shared.Return(borrowed);
        }
    }
}
