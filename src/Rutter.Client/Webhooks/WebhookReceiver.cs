using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Rutter.HttpServer;

namespace Rutter.Client.Webhooks;

/// <summary>
/// Listens for webhooks and hands them over one by one. A request waits for its answer until its event was accepted: what is not taken care of,
/// Rutter sends again. Only what bears the right signature is looked at; a bad one is answered 401, nonsense 400, too much 413.
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

    // Answers that are due get this long to leave when the receiver ends: Ctrl+C gives the prompt back within a second.
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

    /// <summary>The address at which this machine reaches the receiver.</summary>
    public Uri Address { get; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => address.IsLoopback;

    /// <summary>Starts to listen. Requests are answered from now on; their events wait for <see cref="ReceiveAsync"/>.</summary>
    /// <param name="options">Where, and what.</param>
    /// <returns>The receiver; dispose of it to stop.</returns>
    /// <exception cref="ArgumentException">The prefix cannot be listened at.</exception>
    /// <exception cref="InvalidOperationException">The port is taken, or not allowed, or the address is not this machine's.</exception>
    public static WebhookReceiver Start(WebhookReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Secret);
        var receiver = new WebhookReceiver(options, ListenAddress.Parse(options.Prefix));
        receiver.server.Run(receiver.HandleAsync);
        return receiver;
    }

    /// <summary>The events as they arrive. Accept each that was taken care of; one reader at a time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The deliveries; they end when the receiver is disposed of.</returns>
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
    /// Stops listening. Answers that are due still go out, for half a second at most; events that nobody accepted are answered 503, and come again.
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

    /// <summary>The status with which a request is refused before its body is read, or null.</summary>
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

    /// <summary>Answers a request with its status, when it is known what becomes of its event.</summary>
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
