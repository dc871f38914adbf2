using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>Where a <see cref="WebhookReceiver"/> listens, and which events it delivers.</summary>
public sealed record WebhookReceiverOptions
{
    /// <summary>A free port on loopback, which other machines cannot reach.</summary>
    public const string DefaultPrefix = "http://127.0.0.1:0/";

    /// <summary>The organisation's client secret.</summary>
    public required Secret Secret { get; init; }

    /// <summary>
    /// Where to listen: <c>http://127.0.0.1:8080/hooks/</c>. Port 0 means a free port; <c>*</c> as the host means every address of the machine.
    /// Requests for other paths get a 404.
    /// </summary>
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Which events to deliver; others are accepted and dropped. Null for all.</summary>
    public Predicate<WebhookEvent>? Filter { get; init; }

    /// <summary>
    /// Whether an event that was accepted recently is dropped when it is sent again. Events about a connection are always delivered, because two of
    /// them can have the same payload. Source: "Basics", headings "Special Considerations" and "Initial Update".
    /// </summary>
    public bool DropsDuplicates { get; init; } = true;

    /// <summary>Called on any thread for each refused request, with its HTTP status and the reason.</summary>
    public Action<int, string>? Refused { get; init; }

    /// <summary>The clock for remembered payloads and for the timeouts of clients.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
