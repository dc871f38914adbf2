using System.Net;
using System.Net.Sockets;

namespace Rutter.HttpServer;

/// <summary>
/// A small, strict HTTP/1.1 server. Requests that two readers could understand differently get 400. Slow clients are closed, and idle ones make room
/// for others. A handler can also disturb a response: abort, cut or delay it. All members are thread-safe.
/// </summary>
public sealed class Server : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(10);

    private readonly Socket listener;
    private readonly ServerOptions options;
    private readonly ConnectionTable table;
    private readonly CancellationTokenSource stopping = new();
    private int isStopped;
    private int isRunning;

    private Server(Socket listener, ServerOptions options)
    {
        this.listener = listener;
        this.options = options;
        table = new ConnectionTable(options);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>The address and port that it listens at.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Whether it accepts connections, or will after <see cref="Run"/>.</summary>
    public bool IsRunning => Volatile.Read(ref isStopped) == 0;

    /// <summary>Opens a port, so that its number is known before the first request. Clients wait for <see cref="Run"/>.</summary>
    /// <param name="endPoint">The address and the port, or 0 for a free one.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <returns>The server; dispose of it to stop.</returns>
    /// <exception cref="InvalidOperationException">The port is in use or not allowed, or the address is not on this machine.</exception>
    public static Server Bind(IPEndPoint endPoint, ServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsWindows())
        {
            // On other systems this is the default, and setting it would block the port after a stop.
            listener.ExclusiveAddressUse = true;
        }

        try
        {
            listener.Bind(endPoint);
            listener.Listen();
            return new Server(listener, options ?? new ServerOptions());
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new InvalidOperationException(
                $"Nothing can listen at {endPoint}: {error.Message}. Choose another port, or 0 for a free one.", error);
        }
    }

    /// <summary>Starts answering requests.</summary>
    /// <param name="handler">Answers one request. It is called for several connections at once. An exception becomes a 500.</param>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public void Run(Func<HttpExchange, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (Interlocked.Exchange(ref isRunning, 1) == 1)
        {
            throw new InvalidOperationException("The server runs already.");
        }

        _ = Task.Run(() => AcceptAsync(handler));
    }

    /// <summary>
    /// Closes the port and all connections that wait for their client, cancels <see cref="HttpExchange.Stopping"/>, and gives the requests that
    /// are being answered the time of <see cref="ServerOptions.StopTimeout"/>. Does nothing the second time.
    /// </summary>
    /// <returns>Completes when all connections are closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isStopped, 1) == 1)
        {
            return;
        }

        listener.Dispose();

        // In this order, so that a connection that becomes idle now either sees the flag or is found in the table.
        await stopping.CancelAsync().ConfigureAwait(false);
        var ended = table.Stop();
        await ((Task)Task.WhenAny(ended, Task.Delay(options.StopTimeout))).ConfigureAwait(false);
        table.CloseAll();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async Task AcceptAsync(Func<HttpExchange, Task> handler)
    {
        while (IsRunning)
        {
            try
            {
                Serve(await listener.AcceptAsync().ConfigureAwait(false), handler);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The server stops (see the loop's condition), the client disconnected at once, or there is a temporary shortage of sockets.
                await Task.Delay(AcceptPause).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket, Func<HttpExchange, Task> handler)
    {
        HttpConnection connection;
        try
        {
            connection = new HttpConnection(socket, options, table);
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // The client disconnected at once.
            socket.Dispose();
            return;
        }

        if (table.TryAdd(connection))
        {
            _ = Task.Run(() => connection.ServeAsync(handler, stopping.Token));
        }
        else
        {
            connection.Dispose();
        }
    }
}
