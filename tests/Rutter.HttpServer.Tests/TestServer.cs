using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rutter.HttpServer.Tests;

/// <summary>A server that answers with the method, the target and the body that it was sent, and counts what it answered.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly Server server;
    private int handled;

    private TestServer(ServerOptions options, Func<HttpExchange, Task>? handler)
    {
        server = Server.Bind(new IPEndPoint(IPAddress.Loopback, 0), options);
        server.Run(handler ?? EchoAsync);
    }

    public int Port => server.EndPoint.Port;

    public int Handled => Volatile.Read(ref handled);

    public static TestServer Start(ServerOptions? options = null, Func<HttpExchange, Task>? handler = null) =>
        new(options ?? new ServerOptions(), handler);

    public async Task<TestClient> ConnectAsync(string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
        return new TestClient(socket);
    }

    /// <summary>Sends bytes over a connection of their own.</summary>
    /// <param name="bytes">The bytes, one for each character.</param>
    /// <param name="isAll">Whether the client says that nothing more will come.</param>
    /// <returns>All that came until the server closed the connection.</returns>
    public async Task<string> SendAsync(string bytes, bool isAll = false)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(bytes);
        if (isAll)
        {
            client.EndSending();
        }

        return await client.ReadToEndAsync();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task EchoAsync(HttpExchange exchange)
    {
        var body = await exchange.ReadBodyAsync(100_000);
        Interlocked.Increment(ref handled);
        var text = body is { } bytes ? $"{exchange.Request.Method} {exchange.Request.Target} [{Encoding.Latin1.GetString(bytes.Span)}]" : "too long";
        await exchange.RespondAsync(body is null ? 413 : 200, body: Encoding.Latin1.GetBytes(text));
    }
}

/// <summary>One connection, byte by byte.</summary>
internal sealed class TestClient(Socket socket) : IDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    public async Task SendAsync(string bytes) => await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);

    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until the server closes the connection; a reset ends it too, unless nothing else came.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        try
        {
            while (await ReadAsync() is { Length: > 0 } part)
            {
                text.Append(part);
            }
        }
        catch (IOException)
        {
            text.Append("(reset)");
        }

        return text.ToString();
    }

    /// <summary>Reads one response with a declared length.</summary>
    public async Task<string> ReadResponseAsync()
    {
        var text = "";
        while (true)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length >= end + 4 + LengthIn(text))
            {
                return text;
            }

            var part = await ReadAsync();
            text += part.Length > 0 ? part : throw new IOException($"The connection was closed behind '{text}'.");
        }
    }

    public void Dispose() => stream.Dispose();

    private async Task<string> ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var cancelled = TestContext.Current.CancellationToken;
        var count = await stream.ReadAsync(buffer, cancelled).AsTask().WaitAsync(Limit, cancelled);
        return Encoding.Latin1.GetString(buffer, 0, count);
    }

    private static int LengthIn(string head)
    {
        const string Name = "Content-Length: ";
        var start = head.IndexOf(Name, StringComparison.Ordinal);
        return start < 0 ? 0 : int.Parse(head[(start + Name.Length)..head.IndexOf('\r', start)], CultureInfo.InvariantCulture);
    }
}
