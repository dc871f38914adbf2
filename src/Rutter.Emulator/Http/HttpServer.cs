using System.Net;
using System.Net.Sockets;

namespace Rutter.Emulator.Http;

/// <summary>
/// HTTP/1.1 on 127.0.0.1 by hand: <see cref="HttpListener"/> answers even a request that it is told to abort, with an empty 200, so it
/// cannot play a dropped connection, and Kestrel is not there in a PowerShell process.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(10);

    private readonly Socket listener;
    private readonly Func<HttpExchange, CancellationToken, Task> handle;
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<HttpConnection> connections = [];
    private TaskCompletionSource? idle;
    private bool isStopped;

    private HttpServer(Socket listener, Func<HttpExchange, CancellationToken, Task> handle)
    {
        this.listener = listener;
        this.handle = handle;
    }

    public bool IsRunning
    {
        get
        {
            lock (connections)
            {
                return !isStopped;
            }
        }
    }

    /// <summary>Takes a port, so that its number is known before the first request can come.</summary>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <exception cref="InvalidOperationException">The port is taken or not allowed.</exception>
    public static Socket Bind(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere this is the default, and asking for it would keep a port blocked after a stop.
            listener.ExclusiveAddressUse = true;
        }

        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new InvalidOperationException($"The emulator cannot listen on 127.0.0.1:{port}: {error.Message}. Choose another port, or 0 for a free one.", error);
        }
    }

    /// <summary>Serves a bound port until it is disposed of.</summary>
    public static HttpServer Run(Socket listener, Func<HttpExchange, CancellationToken, Task> handle)
    {
        var server = new HttpServer(listener, handle);
        _ = Task.Run(server.AcceptAsync);
        return server;
    }

    /// <summary>Closes the port, ends all waits, and lets the requests that are being answered finish within two seconds.</summary>
    public void Dispose()
    {
        Task finished;
        lock (connections)
        {
            if (isStopped)
            {
                return;
            }

            isStopped = true;
            idle = connections.Count > 0 ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            finished = idle?.Task ?? Task.CompletedTask;
        }

        listener.Dispose();
        stopping.Cancel();
        if (!finished.Wait(StopTimeout))
        {
            DropAll();
        }
    }

    private async Task AcceptAsync()
    {
        while (IsRunning)
        {
            try
            {
                Serve(await listener.AcceptAsync());
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The end, which the loop's condition sees, or a shortage of sockets, which passes.
                await Task.Delay(AcceptPause);
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new HttpConnection(socket);
        lock (connections)
        {
            if (!isStopped)
            {
                connections.Add(connection);
                _ = Task.Run(() => ServeAsync(connection));
                return;
            }
        }

        connection.Dispose();
    }

    private async Task ServeAsync(HttpConnection connection)
    {
        try
        {
            await connection.ServeAsync(handle, stopping.Token);
        }
        finally
        {
            connection.Dispose();
            Forget(connection);
        }
    }

    private void Forget(HttpConnection connection)
    {
        lock (connections)
        {
            connections.Remove(connection);
            if (connections.Count == 0)
            {
                idle?.TrySetResult();
            }
        }
    }

    private void DropAll()
    {
        lock (connections)
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }
}
