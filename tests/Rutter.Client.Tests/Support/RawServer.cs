using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rutter.Client.Tests.Support;

/// <summary>
/// A server that answers with exactly the bytes a test gives, one reply a connection: what no well-behaved server would do can be tried.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<RawReply> replies;
    private readonly Task serving;

    public RawServer(params RawReply[] replies)
    {
        this.replies = new(replies);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/versioned");

    /// <summary>The head of every request, as it came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using (connection)
        {
            var stream = connection.GetStream();
            Requests.Enqueue(await ReadHeadAsync(stream));
            if (replies.TryDequeue(out var reply))
            {
                await stream.WriteAsync(reply.Bytes, stop.Token);
                if (reply.Hang)
                {
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }

                if (reply.Reset)
                {
                    connection.Client.LingerState = new LingerOption(true, 0);
                }
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, stop.Token);
            if (count == 0)
            {
                break;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return head.ToString();
    }
}
