using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Rutter.HttpServer;

namespace Rutter.Client.Webhooks;

/// <summary>
/// Listens for webhooks and delivers them one by one. The response is sent when the event is accepted or rejected; Rutter sends a rejected event
/// again. Payloads are read only after their signature is verified. A wrong signature gets 401, an invalid payload 400, a large one 413.
/// Sources: "Basics", headings "Webhook Security", "Webhook Retries" and "Special Considerations".
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private const int NoContent = 204;
    private const int BadRequest = 400;
    private const int Unauthorized = 401;
    private const int NotFound = 404;
    private const int MethodNotAllowed = 405;
    private const int TooLarge = 413;
    private const int Unavailable = 503;

    // How long pending responses may take when the receiver ends. Ctrl+C must return to the prompt within a second.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(500);

    private readonly WebhookReceiverOptions options;
    private readonly ListenAddress address;
    private readonly Server server;
    private readonly RecentPayloads recent;
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<WebhookDelivery> deliveries = Channel.CreateUnbounded<WebhookDelivery>(new() { SingleReader = true });

    private WebhookReceiver(WebhookReceiverOptions options, ListenAddress address)
    {
        this.options = options;
        this.address = address;
        recent = new RecentPayloads(options.Time);
        server = Server.Bind(address.EndPoint, new ServerOptions
        {
            StopTimeout = StopTimeout,
            MaximumHeldBodyBytes = 4L * WebhookEvent.LargestPayload,
            Time = options.Time,
            Refused = options.Refused,
        });
        Address = address.ToUri(server.EndPoint.Port);
    }

    /// <summary>The receiver's address for clients on this machine.</summary>
    public Uri Address { get; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => address.IsLoopback;

    /// <summary>Starts listening. Events wait for <see cref="ReceiveAsync"/>.</summary>
    /// <param name="options">Where to listen, and which events to deliver.</param>
    /// <returns>The receiver; dispose of it to stop.</returns>
    /// <exception cref="ArgumentException">The prefix is not valid.</exception>
    /// <exception cref="InvalidOperationException">The port is in use or not allowed, or the address is not on this machine.</exception>
    public static WebhookReceiver Start(WebhookReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Secret);
        var receiver = new WebhookReceiver(options, ListenAddress.Parse(options.Prefix));
        receiver.server.Run(receiver.HandleAsync);
        return receiver;
    }

    /// <summary>Receives the events as they arrive. Accept each event after processing it. Only one reader at a time.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The deliveries, until the receiver is disposed of.</returns>
    public async IAsyncEnumerable<WebhookDelivery> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await deliveries.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (deliveries.Reader.TryRead(out var delivery))
            {
                yield return delivery;
            }
        }
    }

    /// <summary>
    /// Stops listening. Pending responses are sent for up to half a second. Events that were not accepted get a 503, so that Rutter sends them again.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        deliveries.Writer.TryComplete();
        await server.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpExchange exchange)
    {
        if (RefusalOfHead(exchange.Request) is { } refusal)
        {
            await RespondAsync(exchange, refusal).ConfigureAwait(false);
        }
        else if (await exchange.ReadBodyAsync(WebhookEvent.LargestPayload).ConfigureAwait(false) is { } payload)
        {
            await RespondAsync(exchange, await AnswerAsync(exchange.Request, payload).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else
        {
            await RespondAsync(exchange, Refused(TooLarge, $"its body is longer than {WebhookEvent.LargestPayload} bytes")).ConfigureAwait(false);
        }
    }

    private static Task RespondAsync(HttpExchange exchange, int status) =>
        exchange.RespondAsync(status, status == MethodNotAllowed ? [new("Allow", "POST")] : null);

    /// <summary>The status that refuses a request before its body is read, or null.</summary>
    private int? RefusalOfHead(HttpRequest request)
    {
        if (!address.Covers(request.Target))
        {
            return Refused(NotFound, "it is for another path");
        }

        return request.Method == "POST" ? null : Refused(MethodNotAllowed, "it is no POST");
    }

    private int Refused(int status, string reason)
    {
        options.Refused?.Invoke(status, reason);
        return status;
    }

    /// <summary>Sends the response when the event was accepted or rejected.</summary>
    private async Task<int> AnswerAsync(HttpRequest request, ReadOnlyMemory<byte> payload)
    {
        WebhookEvent webhook;
        try
        {
            webhook = WebhookEvent.Read(payload, request.Header(WebhookSignature.HeaderName), options.Secret);
        }
        catch (WebhookException exception)
        {
            return Refused(
                exception.Failure switch { WebhookFailure.BadSignature => Unauthorized, WebhookFailure.TooLarge => TooLarge, _ => BadRequest },
                exception.Message);
        }

        return options.Filter?.Invoke(webhook) == false || await HandOverAsync(webhook, payload).ConfigureAwait(false) ? NoContent : Unavailable;
    }

    private async Task<bool> HandOverAsync(WebhookEvent webhook, ReadOnlyMemory<byte> payload)
    {
        var delivery = new WebhookDelivery(webhook);
        if (!options.DropsDuplicates || !webhook.IsUnique)
        {
            return await DeliverAsync(delivery).ConfigureAwait(false);
        }

        var hash = MemoryMarshal.Read<UInt128>(SHA256.HashData(payload.Span));
        var first = recent.Claim(hash, delivery);
        if (first != delivery)
        {
            return first is null || await first.Outcome.ConfigureAwait(false);
        }

        var isTaken = false;
        try
        {
            return isTaken = await DeliverAsync(delivery).ConfigureAwait(false);
        }
        finally
        {
            recent.Settle(hash, isTaken);
        }
    }

    private async Task<bool> DeliverAsync(WebhookDelivery delivery)
    {
        using var end = stopping.Token.Register(delivery.Refuse);
        deliveries.Writer.TryWrite(delivery);
        return await delivery.Outcome.ConfigureAwait(false);
    }
}
