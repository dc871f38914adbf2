using System.Net;
using System.Net.Sockets;

namespace Rutter.HttpServer;

/// <summary>A client's connection, which serves requests until either side ends it.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaximumDiscardedBytes = 16 * 1024 * 1024;

    // The number of bytes that must be written within the write timeout.
    private const int LargestWrite = 1024 * 1024;

    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly ServerOptions options;
    private readonly ConnectionTable table;
    private readonly ConnectionReader reader;
    private readonly RequestReader requests;

    public HttpConnection(Socket socket, ServerOptions options, ConnectionTable table)
    {
        this.socket = socket;
        this.options = options;
        this.table = table;
        Network = ConnectionTable.NetworkOf(socket.RemoteEndPoint);
        Activity = new ConnectionActivity(options);
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new ConnectionReader(stream, Activity.Received);
        requests = new RequestReader(reader, options, (socket.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
    }

    /// <summary>The client's address, for the limits per address.</summary>
    public IPAddress Network { get; }

    public ConnectionActivity Activity { get; }

    public ServerOptions Options => options;

    /// <summary>How many bytes of a body it holds; belongs to the <see cref="ConnectionTable"/>.</summary>
    public int HeldBytes { get; set; }

    /// <summary>Serves the connection to its end.</summary>
    public async Task ServeAsync(Func<HttpExchange, Task> handler, CancellationToken stopping)
    {
        try
        {
            using var watch = new ConnectionWatch(this, WatchInterval);
            while (await ServeOneAsync(handler, stopping).ConfigureAwait(false))
            {
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            // The client disconnected or was too slow, or the server stops, so no response is possible.
        }
        finally
        {
            Dispose();
            table.Remove(this);
        }
    }

    public BodyReader CreateBodyReader() => new(reader, requests, bytes => table.TryHold(this, bytes));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, LargestWrite);
            Activity.Write();
            await stream.WriteAsync(bytes[..count]).ConfigureAwait(false);
            Activity.Handle();
            bytes = bytes[count..];
        }
    }

    /// <summary>Ends the connection at once; the client sees a reset.</summary>
    public void Reset()
    {
        // Close the socket first, because the stream would close it gracefully.
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>Ends the connection after the written bytes.</summary>
    public void Dispose() => stream.Dispose();

    /// <returns>Whether another request may follow.</returns>
    private async Task<bool> ServeOneAsync(Func<HttpExchange, Task> handler, CancellationToken stopping)
    {
        HttpExchange? exchange = null;
        try
        {
            if (await requests.ReadAsync().ConfigureAwait(false) is not { } request)
            {
                return false;
            }

            Activity.Handle();
            exchange = new HttpExchange(this, request, stopping);
            await handler(exchange).ConfigureAwait(false);
            exchange.ThrowUnlessAnswered();
        }
        catch (Exception error) when (!IsEnd(error) && !Activity.IsEnded)
        {
            exchange = await RefuseAsync(exchange, error, stopping).ConfigureAwait(false);
        }

        table.Release(this);
        return await GoOnAsync(exchange, stopping).ConfigureAwait(false);
    }

    private static bool IsEnd(Exception error) => error is OperationCanceledException or IOException or SocketException or ObjectDisposedException;

    private async Task<HttpExchange> RefuseAsync(HttpExchange? exchange, Exception error, CancellationToken stopping)
    {
        var refusal = error as BadHttpRequestException ?? new BadHttpRequestException(500, "the server failed to answer it");
        options.Refused?.Invoke(refusal.StatusCode, refusal.Message);
        if (exchange?.HasBegun == true)
        {
            Reset();
            throw new OperationCanceledException();
        }

        exchange = new HttpExchange(this, request: null, stopping);
        await exchange.RespondAsync(refusal.StatusCode).ConfigureAwait(false);
        return exchange;
    }

    private async Task<bool> GoOnAsync(HttpExchange exchange, CancellationToken stopping)
    {
        if (exchange.State == ResponseState.Abandoned)
        {
            return false;
        }

        Activity.Answered(exchange.StatusCode);
        if (exchange.KeepsAlive && !stopping.IsCancellationRequested)
        {
            Activity.AwaitRequest(reader.HasUnread);
            return !stopping.IsCancellationRequested;
        }

        if (!stopping.IsCancellationRequested)
        {
            await LingerAsync(stopping).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>
    /// Reads what the client still sends, because closing a socket with unread bytes resets it, and the reset may overtake the response.
    /// </summary>
    private async Task LingerAsync(CancellationToken stopping)
    {
        Activity.Linger();
        socket.Shutdown(SocketShutdown.Send);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LingerTime);
        var buffer = new byte[16 * 1024];
        var discarded = 0;
        while (discarded < MaximumDiscardedBytes && await stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false) is var count and > 0)
        {
            discarded += count;
        }
    }

    /// <summary>Closes the connection if it becomes too slow.</summary>
    private sealed class ConnectionWatch : IDisposable
    {
        private readonly HttpConnection connection;
        private readonly TimeSpan interval;
        private readonly ITimer timer;

        public ConnectionWatch(HttpConnection connection, TimeSpan interval)
        {
            this.connection = connection;
            this.interval = interval;
            timer = connection.options.Time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(interval, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => timer.Dispose();

        private void Look()
        {
            if (connection.Activity.TryEndOverdue())
            {
                connection.Dispose();
            }
            else if (!connection.Activity.IsEnded)
            {
                timer.Change(interval, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
