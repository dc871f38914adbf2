using System.Net;
using System.Net.Sockets;
using System.Text;
using Rutter.Client.Webhooks;

namespace Rutter.Client.Tests.Webhooks;

/// <summary>Sends webhooks over real connections, as Rutter does.</summary>
internal sealed class WebhookSender(Uri address, int connections = 20) : IDisposable
{
    private readonly HttpClient http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A payload like the documented one, with a unique number.</summary>
    public static byte[] Payload(int number) => Encoding.UTF8.GetBytes(
        $$$"""{"type":"BILL","code":"BILL_UPDATED","access_token":"{{{ExampleWebhook.AccessToken}}}","connection_id":"c1","bill":{"id":"{{{number}}}","memo":"{{{new string('x', 500)}}}"}}""");

    /// <summary>Sends a payload with its right signature, or another one.</summary>
    public async Task<HttpStatusCode> SendAsync(byte[] payload, string? signature = null, bool isChunked = false, bool expectsContinue = false)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, address) { Content = isChunked ? new StreamContent(new OneWayStream(payload)) : new ByteArrayContent(payload) };
        request.Headers.Add(WebhookSignature.HeaderName, signature ?? WebhookSignature.Compute(payload, ExampleWebhook.Secret));
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        request.Headers.ExpectContinue = expectsContinue;
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    public Task<HttpStatusCode> SendAsync(int number) => SendAsync(Payload(number));

    /// <summary>Sends bytes as they are.</summary>
    /// <returns>The status of the answer; 0 when the connection was closed without one.</returns>
    public async Task<int> SendRawAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line
            ? int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    public void Dispose() => http.Dispose();

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class OneWayStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
