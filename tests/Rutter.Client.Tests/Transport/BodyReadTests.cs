using System.Net;
using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>A body that stops arriving. Its memory must not be returned to the pool while the socket may still write into it.</summary>
public sealed class BodyReadTests
{
    private static RutterRequest Request { get; } = new() { Method = HttpMethod.Get, Path = "accounting/accounts" };

    [Fact]
    public async Task A_read_that_takes_too_long_has_ended_before_its_memory_is_given_back()
    {
        var clock = new ManualTime();
        var body = new StalledStream();
        var reading = Client(body, clock).ReadAsync(Request, TestContext.Current.CancellationToken).AsTask();
        await body.IsReading;

        while (!reading.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var failure = await Assert.ThrowsAsync<RutterApiException>(() => reading);
        Assert.Equal("Timeout", failure.Meaning.ErrorId);
        Assert.True(body.HasEnded);
    }

    [Fact]
    public async Task A_cancelled_read_has_ended_before_its_memory_is_given_back()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var body = new StalledStream();
        var reading = Client(body, TimeProvider.System).ReadAsync(Request, cancel.Token).AsTask();
        await body.IsReading;

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.True(body.HasEnded);
    }

    private static RutterClient Client(Stream body, TimeProvider clock) =>
        new ScriptedHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }).Client(clock);

    /// <summary>A socket that is silent until its read is cancelled, and then takes a moment to end.</summary>
    private sealed class StalledStream : Stream
    {
        private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsReading => reading.Task;

        public bool HasEnded { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => 0;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            reading.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                for (var i = 0; i < 100; i++)
                {
                    await Task.Yield();
                }
            }

            buffer.Span[0] = (byte)'!';
            HasEnded = true;
            throw new IOException("The connection was closed.");
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
