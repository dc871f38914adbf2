namespace Rutter.Client.Webhooks;

/// <summary>Why a webhook was refused.</summary>
public enum WebhookFailure
{
    /// <summary>The signature is missing or is not the payload's own: it does not come from Rutter, or was changed on its way.</summary>
    BadSignature,

    /// <summary>The payload is not a JSON object with a type and a code.</summary>
    Malformed,

    /// <summary>The payload is longer than <see cref="WebhookEvent.LargestPayload"/>.</summary>
    TooLarge,
}
