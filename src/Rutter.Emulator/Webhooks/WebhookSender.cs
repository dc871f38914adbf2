using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Rutter.Emulator.Webhooks;

/// <summary>
/// Posts webhooks one after the other, and retries refused ones: six attempts in all over about fifteen minutes of the emulator's
/// clock. Source: "Basics", headings "Webhook Security" and "Webhook Retries".
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    public const int MaximumAttempts = 6;

    // A full queue drops webhooks, as a network may.
    private const int Capacity = 20_000;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    // Five pauses of 29 seconds, doubled each time, are 899 seconds.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(29);

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(EmulatorCredentials.ClientSecret);

    private readonly Uri target;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly Channel<Webhook> queue = Channel.CreateBounded<Webhook>(Capacity);
    private readonly CancellationTokenSource stopping = new();

    public WebhookSender(Uri target, TimeProvider time)
    {
        this.target = target;
        this.time = time;
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout =
            ResponseTimeout };
        _ = Task.Run(SendAllAsync);
    }

    /// <summary>Adds a webhook to be sent.</summary>
    /// <returns>False if too many are waiting.</returns>
    public bool TryEnqueue(Webhook webhook) => queue.Writer.TryWrite(webhook);

    public void Dispose()
    {
        stopping.Cancel();
        queue.Writer.TryComplete();
        http.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var webhook in queue.Reader.ReadAllAsync(stopping.Token).ConfigureAwait(false))
            {
                var status = await PostAsync(webhook).ConfigureAwait(false);
                if (status is >= 200 and < 300 && webhook.Fault == FaultKind.DuplicateWebhook)
                {
                    await PostAsync(webhook).ConfigureAwait(false);
                }

                if (webhook.Note(status))
                {
                    _ = RepeatLaterAsync(webhook);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
    }

    private async Task RepeatLaterAsync(Webhook webhook)
    {
        var pause = Task.Delay(FirstPause * Math.Pow(2, webhook.Description.Attempts - 1), time, stopping.Token);
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (pause.IsCompletedSuccessfully && !TryEnqueue(webhook))
        {
            webhook.Lose();
        }
    }

    /// <summary>Posts once.</summary>
    /// <returns>The status of the response, or null without one.</returns>
    private async Task<int?> PostAsync(Webhook webhook)
    {
        var signature = "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Key, webhook.Payload.Span));
        using var message = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(webhook.Payload) };
        message.Content.Headers.ContentType = new("application/json");
        message.Headers.Add("X-Rutter-Signature", webhook.Fault == FaultKind.TamperedWebhook ? Spoil(signature) : signature);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stopping.Token).ConfigureAwait(false);
            return (int)response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            stopping.Token.ThrowIfCancellationRequested();
            return null;
        }
    }

    // Changes the first character after the prefix, so that the value stays valid base64.
    private static string Spoil(string signature)
    {
        const int Start = 7;
        return string.Concat(signature.AsSpan(0, Start), signature[Start] == 'A' ? "B" : "A", signature.AsSpan(Start + 1));
    }
}
