using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>Where a <see cref="WebhookReceiver"/> listens, and what it takes.</summary>
public sealed record WebhookReceiverOptions
{
    /// <summary>A free port of this machine, which no other can reach.</summary>
    public const string DefaultPrefix = "http://127.0.0.1:0/";

    /// <summary>The organisation's client secret.</summary>
    public required Secret Secret { get; init; }

    /// <summary>
    /// Where to listen: <c>http://127.0.0.1:8080/hooks/</c>. Port 0 is a free one; <c>*</c> in the place of the address is every address of the
    /// machine. Requests for other paths get a 404.
    /// </summary>
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Which events are handed over; the others are answered as if they had been. Null for all.</summary>
    public Predicate<WebhookEvent>? Filter { get; init; }

    /// <summary>
    /// Whether an event that was taken a short while ago and is sent again is answered without being handed over again. Events about a connection
    /// are always handed over: two of them can have the same payload. Source: "Basics", headings "Special Considerations" and "Initial Update".
    /// </summary>
    public bool DropsDuplicates { get; init; } = true;

    /// <summary>Is told of each request that was refused, on any thread: its HTTP status, and why.</summary>
    public Action<int, string>? Refused { get; init; }

    /// <summary>The clock by which payloads are forgotten and slow clients are given up.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
