using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Rutter.Client.Tests.Support;

/// <summary>
/// A server that answers with exactly the bytes a test gives, one response a connection: what no well-behaved server would do can be tried.
/// </summary>
internal sealed partial class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<RawResponse> responses;
    private readonly Task serving;

    public RawServer(params RawResponse[] responses)
    {
        this.responses = new(responses);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/versioned");

    /// <summary>The head of every request, as it came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The body of every request; empty where it had none.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

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
            var (head, body) = await ReadRequestAsync(stream);
            Requests.Enqueue(head);
            Bodies.Enqueue(body);
            if (responses.TryDequeue(out var response))
            {
                await stream.WriteAsync(response.Bytes, stop.Token);
                if (response.Hang)
                {
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }

                if (response.Reset)
                {
                    connection.Client.LingerState = new LingerOption(true, 0);
                }
            }
        }
    }

    private async Task<(string Head, string Body)> ReadRequestAsync(NetworkStream stream)
    {
        var request = "";
        var buffer = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, stop.Token);
            if (count == 0)
            {
                throw new EndOfStreamException("The client left before its request was whole.");
            }

            request += Encoding.Latin1.GetString(buffer, 0, count);
            var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (head > 3
                && request.Length - head >= (ContentLength().Match(request) is { Success: true } length
                    ? int.Parse(length.Value, CultureInfo.InvariantCulture)
                    : 0))
            {
                return (request[..head], request[head..]);
            }
        }
    }

    [GeneratedRegex("(?<=\r\nContent-Length: )[0-9]+", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
