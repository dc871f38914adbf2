namespace Rutter.Client.Transport;

/// <summary>A response's body with limits: a maximum number of bytes (after decompression), and a timeout for each piece.</summary>
internal sealed class BoundedStream(Stream inner, long maximumBytes, TimeSpan readTimeout, TimeProvider clock) : Stream
{
    private readonly CancellationTokenSource stop = new();
    private long bytesRead;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => bytesRead;
        set => throw new NotSupportedException();
    }

    /// <exception cref="ResponseTooLargeException">The body is too long.</exception>
    /// <exception cref="TimeoutException">The next piece did not come in time.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = inner.ReadAsync(buffer, stop.Token);
        var count = pending.IsCompletedSuccessfully
            ? pending.Result
            : await WithTimeoutAsync(pending.AsTask(), cancellationToken).ConfigureAwait(false);
        bytesRead += count;
        return bytesRead <= maximumBytes ? count : throw new ResponseTooLargeException(maximumBytes);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> WithTimeoutAsync(Task<int> pending, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.WaitAsync(readTimeout, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!pending.IsCompleted)
        {
            // The socket uses the buffer until its read has ended. Only then may the caller return it to the pool.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}

/// <summary>A body is larger than the limit.</summary>
internal sealed class ResponseTooLargeException(long maximumBytes)
    : IOException($"The response is larger than {maximumBytes / (1024 * 1024)} MiB.");
