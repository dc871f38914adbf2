using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>
/// A webhook's event. Types and codes are open lists: unknown ones are kept.
/// Source: "Basics", headings "Connection Webhooks", "Entity Webhooks" and "Job Webhook".
/// </summary>
public sealed class WebhookEvent
{
    /// <summary>The largest payload that is read, in bytes.</summary>
    public const int LargestPayload = 8 * 1024 * 1024;

    /// <summary>The type of events about a connection.</summary>
    public const string ConnectionType = "CONNECTION";

    /// <summary>The type of events about an ended job.</summary>
    public const string JobType = "JOB";

    internal WebhookEvent()
    {
    }

    /// <summary>What it is about: <c>CONNECTION</c>, <c>JOB</c>, <c>BANK_TRANSFER</c>, <c>ORDER</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What happened: <c>INITIAL_UPDATE</c>, <c>JOB_COMPLETED</c>, <c>BANK_TRANSFER_UPDATED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The connection's id, or null if the payload has none.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The access token of that connection, or null if the payload has none.</summary>
    public Secret? AccessToken { get; init; }

    /// <summary>
    /// The object that was created, updated or deleted: a <see cref="RutterObject"/> of a known kind, a <see cref="RutterJob"/>, or else a dictionary
    /// of plain values, also for an object with an unexpected form. Null if the event is not about an object.
    /// </summary>
    public object? Entity { get; init; }

    /// <summary>Further members of the payload by their API names, such as <c>update_url</c>: plain values, arrays and dictionaries.</summary>
    public required IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; }

    /// <summary>The SHA-256 of the payload, in hexadecimal. A webhook that is sent again has the same.</summary>
    public required string PayloadHash { get; init; }

    /// <summary>
    /// Whether the same payload means the same event. That is true if it holds the object or job that it is about. Two different events about a
    /// connection can have the same payload: with data batching, each batch ends with the same INITIAL_UPDATE.
    /// Source: "Basics", headings "Initial Update" and "Special Considerations".
    /// </summary>
    internal bool IsUnique { get; init; }

    /// <summary>Verifies a webhook and reads it. A payload with a wrong signature is not read.</summary>
    /// <param name="payload">The bytes of the body, exactly as they arrived.</param>
    /// <param name="signature">The value of the header <see cref="WebhookSignature.HeaderName"/>, or null without the header.</param>
    /// <param name="secret">The organisation's client secret.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentNullException">There is no secret.</exception>
    /// <exception cref="WebhookException">The signature is wrong, or the payload is not a webhook.</exception>
    public static WebhookEvent Read(ReadOnlyMemory<byte> payload, string? signature, Secret secret) =>
        WebhookSignature.Verify(payload.Span, signature, secret)
            ? new WebhookReader(payload, secret).Read()
            : throw new WebhookException(
                WebhookFailure.BadSignature,
                "The signature is not the payload's own: it does not come from Rutter, was signed with another secret, or was changed on its way.");

    /// <summary>Reads a webhook that was verified before, or comes from a trusted source.</summary>
    /// <param name="payload">The bytes of the body.</param>
    /// <param name="secret">The organisation's client secret, to mask it in the payload; null if it is not known.</param>
    /// <returns>The event.</returns>
    /// <exception cref="WebhookException">The payload is not a webhook.</exception>
    public static WebhookEvent ReadUnverified(ReadOnlyMemory<byte> payload, Secret? secret = null) => new WebhookReader(payload, secret).Read();

    /// <summary>The code and the connection.</summary>
    /// <returns>One line that is safe to display.</returns>
    public override string ToString() => DisplayText.Clean(ConnectionId is null ? $"{Type}/{Code}" : $"{Type}/{Code} of connection {ConnectionId}");
}
