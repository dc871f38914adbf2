using System.Net.Sockets;
using System.Text;

namespace Rutter.Emulator.Http;

/// <summary>One client's connection: request after request until either side ends it.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaximumDiscardedBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly HttpRequestReader reader;

    public HttpConnection(Socket socket)
    {
        socket.NoDelay = true;
        this.socket = socket;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new HttpRequestReader(stream);
    }

    public async Task ServeAsync(Func<HttpExchange, CancellationToken, Task> handle, CancellationToken stopping)
    {
        try
        {
            if (await ServeAllAsync(handle, stopping))
            {
                await LingerAsync(stopping);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client went away, or the emulator stops: there is nobody to tell.
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes, CancellationToken.None);

    /// <summary>Ends the connection at once; the client sees a reset.</summary>
    public void Reset()
    {
        // The stream would shut the socket down in good order first.
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>Ends the connection behind the bytes that were written.</summary>
    public void Dispose() => stream.Dispose();

    /// <returns>Whether the last response is whole.</returns>
    private async Task<bool> ServeAllAsync(Func<HttpExchange, CancellationToken, Task> handle, CancellationToken stopping)
    {
        try
        {
            while (await reader.ReadAsync(stopping) is { } request)
            {
                var exchange = new HttpExchange(this, request);
                await handle(exchange, stopping);
                if (!exchange.IsEnded || !request.CanGoOn)
                {
                    return exchange.IsEnded;
                }
            }
        }
        catch (MalformedRequestException)
        {
            await WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }

        return true;
    }

    /// <summary>
    /// Reads what the client still sends: closing a socket with bytes unread resets it, and a reset may overtake the response.
    /// </summary>
    private async Task LingerAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LingerTime);
        socket.Shutdown(SocketShutdown.Send);
        var buffer = new byte[64 * 1024];
        var discarded = 0;
        while (discarded < MaximumDiscardedBytes && await stream.ReadAsync(buffer, limit.Token) is var count and > 0)
        {
            discarded += count;
        }
    }
}
