using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Rutter.Client.Webhooks;

/// <summary>One sender's connection: request after request until either side ends it.</summary>
/// <param name="socket">The connection.</param>
/// <param name="time">The clock by which a slow sender is given up.</param>
internal sealed class WebhookConnection(Socket socket, TimeProvider time) : IDisposable
{
    private const int BadRequest = 400;
    private const int TooLarge = 413;
    private const int MaximumDiscardedBytes = 16 * 1024 * 1024;

    // For the head and the body of a request together: a sender that drips its bytes must not keep the connection.
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<int, string> Reasons = new()
    {
        [204] = "No Content",
        [BadRequest] = "Bad Request",
        [401] = "Unauthorized",
        [404] = "Not Found",
        [405] = "Method Not Allowed",
        [TooLarge] = "Content Too Large",
        [503] = "Service Unavailable",
    };

    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    /// <summary>Serves the connection to its end.</summary>
    /// <param name="refusal">The status of a request whose body need not be read, or null.</param>
    /// <param name="answer">The status of a request, when it is known.</param>
    /// <param name="refused">Is told of what is no request.</param>
    /// <param name="stopping">Ends the reading; an answer that is due still goes out.</param>
    public async Task ServeAsync(
        Func<WebhookRequestHead, int?> refusal, Func<WebhookRequestHead, byte[], Task<int>> answer, Func<int, string, int> refused, CancellationToken stopping)
    {
        try
        {
            socket.NoDelay = true;
            var reader = new WebhookRequestReader(stream);
            while (await ServeOneAsync(reader, refusal, answer, refused, stopping).ConfigureAwait(false))
            {
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The sender went away or was too slow, or the receiver stops: Rutter takes no answer for a failure, and sends again.
        }
    }

    /// <summary>Ends the connection behind what was written.</summary>
    public void Dispose() => stream.Dispose();

    /// <returns>Whether another request may follow.</returns>
    private async Task<bool> ServeOneAsync(
        WebhookRequestReader reader, Func<WebhookRequestHead, int?> refusal, Func<WebhookRequestHead, byte[], Task<int>> answer, Func<int, string, int> refused, CancellationToken stopping)
    {
        WebhookRequestHead? head;
        byte[]? body;
        try
        {
            using var limit = new CancellationTokenSource(ReadLimit, time);
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            head = await reader.ReadHeadAsync(reading.Token).ConfigureAwait(false);
            if (head is null)
            {
                return false;
            }

            if (refusal(head) is { } early)
            {
                await EndAsync(early, stopping).ConfigureAwait(false);
                return false;
            }

            body = await reader.ReadBodyAsync(head, WebhookEvent.LargestPayload, reading.Token).ConfigureAwait(false);
        }
        catch (MalformedRequestException)
        {
            await EndAsync(refused(BadRequest, "it is no HTTP/1.1 request"), stopping).ConfigureAwait(false);
            return false;
        }

        if (body is null)
        {
            await EndAsync(refused(TooLarge, $"its body is longer than {WebhookEvent.LargestPayload} bytes"), stopping).ConfigureAwait(false);
            return false;
        }

        var status = await answer(head, body).ConfigureAwait(false);
        var goesOn = head.KeepsAlive && !stopping.IsCancellationRequested;
        await WriteAsync(status, goesOn).ConfigureAwait(false);
        return goesOn;
    }

    private async Task WriteAsync(int status, bool goesOn)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {Reasons[status]}\r\n");
        if (status == 405)
        {
            text.Append("Allow: POST\r\n");
        }

        if (status != 204)
        {
            text.Append("Content-Length: 0\r\n");
        }

        text.Append(goesOn ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Answers a request that was not read to its end. What still comes is read: closing a socket with bytes unread resets it, and a reset may
    /// overtake the answer.
    /// </summary>
    private async Task EndAsync(int status, CancellationToken stopping)
    {
        await WriteAsync(status, goesOn: false).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LingerTime);
        var buffer = new byte[16 * 1024];
        for (var discarded = 0; discarded < MaximumDiscardedBytes;)
        {
            var count = await stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }

            discarded += count;
        }
    }
}
