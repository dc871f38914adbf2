using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Rutter.Client.Webhooks;

/// <summary>
/// Listens for webhooks and hands them over one by one. A request waits for its answer until its event was accepted: what is not taken care of,
/// Rutter sends again. Only what bears the right signature is looked at; a bad one is answered 401, nonsense 400, too much 413.
/// Sources: "Basics", headings "Webhook Security", "Webhook Retries" and "Special Considerations".
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    // Each may hold a payload; further connections wait in the backlog of the operating system.
    private const int MaximumConnections = 64;

    private const int NoContent = 204;
    private const int BadRequest = 400;
    private const int Unauthorized = 401;
    private const int NotFound = 404;
    private const int MethodNotAllowed = 405;
    private const int TooLarge = 413;
    private const int Unavailable = 503;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(10);

    // Answers that are due get this long to leave when the receiver ends: Ctrl+C gives the prompt back within a second.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly WebhookReceiverOptions options;
    private readonly ListenAddress address;
    private readonly Socket listener;
    private readonly RecentPayloads recent;
    private readonly SemaphoreSlim slots = new(MaximumConnections);
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<WebhookConnection, Task> connections = [];
    private readonly Channel<WebhookDelivery> deliveries = Channel.CreateUnbounded<WebhookDelivery>(new() { SingleReader = true });

    private WebhookReceiver(WebhookReceiverOptions options, ListenAddress address, Socket listener)
    {
        this.options = options;
        this.address = address;
        this.listener = listener;
        recent = new RecentPayloads(options.Time);
        Address = address.ToUri(((System.Net.IPEndPoint)listener.LocalEndPoint!).Port);
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
        var address = ListenAddress.Parse(options.Prefix);
        var receiver = new WebhookReceiver(options, address, Bind(address));
        _ = Task.Run(receiver.AcceptAsync);
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
        listener.Dispose();
        deliveries.Writer.TryComplete();
        Task[] open;
        lock (connections)
        {
            open = [.. connections.Values];
        }

        await ((Task)Task.WhenAny(Task.WhenAll(open), Task.Delay(Farewell))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (connections)
        {
            foreach (var connection in connections.Keys)
            {
                connection.Dispose();
            }
        }
    }

    private static Socket Bind(ListenAddress address)
    {
        var listener = new Socket(address.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere this is the default, and asking for it would keep a port blocked after a stop.
            listener.ExclusiveAddressUse = true;
        }

        try
        {
            listener.Bind(address.EndPoint);
            listener.Listen();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new InvalidOperationException($"Nothing can listen at {address.EndPoint}: {error.Message}. Give another port, or 0 for a free one.", error);
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await slots.WaitAsync(stopping.Token).ConfigureAwait(false);
                Serve(await listener.AcceptAsync(stopping.Token).ConfigureAwait(false));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The end, which the loop's condition sees, or a client that was gone at once, or a shortage of sockets, which passes.
                slots.Release();
                await Task.Delay(AcceptPause).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new WebhookConnection(socket, options.Time);
        lock (connections)
        {
            connections.Add(connection, Task.Run(() => ServeAsync(connection)));
        }
    }

    private async Task ServeAsync(WebhookConnection connection)
    {
        try
        {
            await connection.ServeAsync(RefusalOfHead, AnswerAsync, Refused, stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            connection.Dispose();
            lock (connections)
            {
                connections.Remove(connection);
            }

            slots.Release();
        }
    }

    /// <summary>The status with which a request is refused before its body is read, or null.</summary>
    private int? RefusalOfHead(WebhookRequestHead head)
    {
        if (!address.Covers(head.Target))
        {
            return Refused(NotFound, "it is for another path");
        }

        return head.Method == "POST" ? null : Refused(MethodNotAllowed, "it is no POST");
    }

    private int Refused(int status, string reason)
    {
        options.Refused?.Invoke(status, reason);
        return status;
    }

    /// <summary>Answers a request with its status, when it is known what becomes of its event.</summary>
    private async Task<int> AnswerAsync(WebhookRequestHead head, byte[] payload)
    {
        WebhookEvent webhook;
        try
        {
            webhook = WebhookEvent.Read(payload, head.Header(WebhookSignature.HeaderName), options.Secret);
        }
        catch (WebhookException exception)
        {
            return Refused(
                exception.Failure switch { WebhookFailure.BadSignature => Unauthorized, WebhookFailure.TooLarge => TooLarge, _ => BadRequest },
                exception.Message);
        }

        return options.Filter?.Invoke(webhook) == false || await HandOverAsync(webhook, payload).ConfigureAwait(false) ? NoContent : Unavailable;
    }

    private async Task<bool> HandOverAsync(WebhookEvent webhook, byte[] payload)
    {
        var delivery = new WebhookDelivery(webhook);
        if (!options.DropsDuplicates || !webhook.IsUnique)
        {
            return await DeliverAsync(delivery).ConfigureAwait(false);
        }

        var hash = MemoryMarshal.Read<UInt128>(SHA256.HashData(payload));
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
