using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Rutter.Emulator.Tests.Support;

/// <summary>
/// Takes webhooks on a port of its own, and answers each with the next of the given statuses, the last one for ever; 0 breaks the connection.
/// </summary>
public sealed class WebhookTarget : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<int> statuses;
    private readonly CancellationTokenSource stop = new();
    private int last = 204;

    public WebhookTarget(params int[] statuses)
    {
        this.statuses = new(statuses);
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hooks");

    /// <summary>Head, raw body, in the order of arrival.</summary>
    public ConcurrentQueue<(string Head, byte[] Body)> Received { get; } = new();

    public JsonElement[] Bodies => [.. Received.Select(item => JsonDocument.Parse(item.Body).RootElement)];

    public string[] Codes => [.. Bodies.Select(body => body.GetProperty("code").GetString()!)];

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } line)
            {
                head.Append(line).Append('\n');
            }

            var text = head.ToString();
            var body = new char[int.Parse(Header(text, "Content-Length")!, CultureInfo.InvariantCulture)];
            await reader.ReadBlockAsync(body, stop.Token);
            Received.Enqueue((text, Encoding.Latin1.GetBytes(body)));
            var status = statuses.TryDequeue(out var next) ? last = next : last;
            if (status == 0)
            {
                client.Client.Close(0);
                return;
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop.Token);
        }
    }

    public static string? Header(string head, string name) => head.Split('\n')
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
