using System.Net;
using System.Net.Sockets;

namespace Rutter.HttpServer;

/// <summary>
/// A small, strict HTTP/1.1 server. Whatever two readers could understand differently it answers 400; who is slow is closed, and who is idle
/// makes room for others. A handler can also spoil a response: abort it, cut it, delay it. All members can be used from any thread.
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

    /// <summary>The address and the port it listens at.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Whether it takes connections, or will with <see cref="Run"/>.</summary>
    public bool IsRunning => Volatile.Read(ref isStopped) == 0;

    /// <summary>Takes a port, so that its number is known before the first request can come. Who connects waits for <see cref="Run"/>.</summary>
    /// <param name="endPoint">The address and the port, or 0 for a free one.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <returns>The server; dispose of it to stop.</returns>
    /// <exception cref="InvalidOperationException">The port is taken or not allowed, or the address is not this machine's.</exception>
    public static Server Bind(IPEndPoint endPoint, ServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere this is the default, and asking for it would keep a port blocked after a stop.
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

    /// <summary>Begins to answer requests.</summary>
    /// <param name="handler">Answers one request. It is called for several connections at once. What it throws is answered 500.</param>
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
    /// <returns>Ends when all connections are closed.</returns>
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
                // The end, which the loop's condition sees, or a client that was gone at once, or a shortage of sockets, which passes.
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
            // The client was gone at once.
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
