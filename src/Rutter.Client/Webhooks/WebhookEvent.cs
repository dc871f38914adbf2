using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>
/// What Rutter tells by a webhook. Types and codes are open lists: new ones are kept as they are.
/// Source: "Basics", headings "Connection Webhooks", "Entity Webhooks" and "Job Webhook".
/// </summary>
public sealed class WebhookEvent
{
    /// <summary>The longest payload that is read, in bytes.</summary>
    public const int LargestPayload = 8 * 1024 * 1024;

    /// <summary>The type of what a connection's own webhooks tell.</summary>
    public const string ConnectionType = "CONNECTION";

    /// <summary>The type of the webhook that tells that a job has ended.</summary>
    public const string JobType = "JOB";

    internal WebhookEvent()
    {
    }

    /// <summary>What it is about: <c>CONNECTION</c>, <c>JOB</c>, <c>BANK_TRANSFER</c>, <c>ORDER</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What happened: <c>INITIAL_UPDATE</c>, <c>JOB_COMPLETED</c>, <c>BANK_TRANSFER_UPDATED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The connection it happened at, or null where the payload names none.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The access token of that connection, or null where the payload has none.</summary>
    public Secret? AccessToken { get; init; }

    /// <summary>
    /// The object that was created, updated or deleted: a <see cref="RutterObject"/> where its kind is known, a <see cref="RutterJob"/>, else a
    /// dictionary of plain values, as an object that does not have the form of its kind is too. Null where the event is about no object.
    /// </summary>
    public object? Entity { get; init; }

    /// <summary>Further members of the payload by their API names, such as <c>update_url</c>: plain values, arrays and dictionaries.</summary>
    public required IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; }

    /// <summary>The SHA-256 of the payload, in hexadecimal: the same for a webhook that is sent again.</summary>
    public required string PayloadHash { get; init; }

    /// <summary>
    /// Whether the same payload tells nothing new. That is so where it holds the object or job that it is about. An event about a connection holds
    /// nothing that would tell a second one from the first: with data batching each batch ends with the same INITIAL_UPDATE.
    /// Source: "Basics", headings "Initial Update" and "Special Considerations".
    /// </summary>
    internal bool IsUnique { get; init; }

    /// <summary>Verifies a webhook and reads it: nothing of a payload with a bad signature is looked at.</summary>
    /// <param name="payload">The bytes of the body, exactly as they arrived.</param>
    /// <param name="signature">The value of the header <see cref="WebhookSignature.HeaderName"/>, or null where there was none.</param>
    /// <param name="secret">The organisation's client secret.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentNullException">There is no secret.</exception>
    /// <exception cref="WebhookException">The signature is not right, or the payload is no webhook.</exception>
    public static WebhookEvent Read(ReadOnlyMemory<byte> payload, string? signature, Secret secret) =>
        WebhookSignature.Verify(payload.Span, signature, secret)
            ? new WebhookReader(payload, secret).Read()
            : throw new WebhookException(
                WebhookFailure.BadSignature,
                "The signature is not the payload's own: it does not come from Rutter, was signed with another secret, or was changed on its way.");

    /// <summary>Reads a webhook that was verified before, or that need not be because nobody else can have made it.</summary>
    /// <param name="payload">The bytes of the body.</param>
    /// <param name="secret">The organisation's client secret, to mask it where the payload repeats it; null where it is not known.</param>
    /// <returns>The event.</returns>
    /// <exception cref="WebhookException">The payload is no webhook.</exception>
    public static WebhookEvent ReadUnverified(ReadOnlyMemory<byte> payload, Secret? secret = null) => new WebhookReader(payload, secret).Read();

    /// <summary>The code and the connection.</summary>
    /// <returns>One line, fit to be shown.</returns>
    public override string ToString() => DisplayText.Clean(ConnectionId is null ? $"{Type}/{Code}" : $"{Type}/{Code} of connection {ConnectionId}");
}
