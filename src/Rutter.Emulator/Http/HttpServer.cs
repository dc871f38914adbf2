using System.Net;
using System.Net.Sockets;

namespace Rutter.Emulator.Http;

/// <summary>A listener on 127.0.0.1 that hands every request to a function, many at a time.</summary>
internal sealed class HttpServer : IDisposable
{
    private const int MaximumPortAttempts = 20;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly object gate = new();
    private TaskCompletionSource? idle;
    private int active;
    private volatile bool isStopped;

    private HttpServer(HttpListener listener, int port)
    {
        this.listener = listener;
        Port = port;
    }

    public int Port { get; }

    public bool IsRunning => !isStopped;

    /// <summary>Listens; requests wait until <see cref="Run"/> is called.</summary>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public static HttpServer Listen(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = port == 0 ? FreePort() : port;
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add($"http://127.0.0.1:{candidate}/");
            try
            {
                listener.Start();
                return new HttpServer(listener, candidate);
            }
            catch (Exception error) when (error is HttpListenerException or SocketException)
            {
                // Between finding a free port and using it, another program may take it.
                ((IDisposable)listener).Dispose();
                if (port != 0 || attempt == MaximumPortAttempts)
                {
                    throw new InvalidOperationException($"The emulator cannot listen on 127.0.0.1:{candidate}: {error.Message} Choose another port, or 0 for a free one.", error);
                }
            }
        }
    }

    public void Run(Func<HttpListenerContext, CancellationToken, Task> handle) => _ = Task.Run(() => AcceptAsync(handle));

    /// <summary>Ends all waits, lets the requests that are being answered finish within two seconds, and closes the port.</summary>
    public void Dispose()
    {
        Task finished;
        lock (gate)
        {
            if (isStopped)
            {
                return;
            }

            isStopped = true;
            idle = active > 0 ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            finished = idle?.Task ?? Task.CompletedTask;
        }

        stopping.Cancel();
        finished.Wait(StopTimeout);
        listener.Close();
        stopping.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(Func<HttpListenerContext, CancellationToken, Task> handle)
    {
        var token = stopping.Token;
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (isStopped)
                {
                    return;
                }

                continue;
            }

            if (TryEnter())
            {
                _ = Task.Run(() => ServeAsync(handle, context, token), CancellationToken.None);
            }
            else
            {
                context.Response.Abort();
            }
        }
    }

    private async Task ServeAsync(Func<HttpListenerContext, CancellationToken, Task> handle, HttpListenerContext context, CancellationToken token)
    {
        try
        {
            await handle(context, token);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client went away, or the emulator stops: there is nobody to tell.
            Abort(context.Response);
        }
        finally
        {
            Leave();
        }
    }

    private static void Abort(HttpListenerResponse response)
    {
        try
        {
            response.Abort();
        }
        catch (ObjectDisposedException)
        {
            // Closed already.
        }
    }

    private bool TryEnter()
    {
        lock (gate)
        {
            active += isStopped ? 0 : 1;
            return !isStopped;
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--active == 0)
            {
                idle?.TrySetResult();
            }
        }
    }
}
