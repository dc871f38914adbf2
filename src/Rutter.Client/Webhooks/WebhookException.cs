namespace Rutter.Client.Webhooks;

/// <summary>A webhook was refused. The message holds nothing of its payload.</summary>
public sealed class WebhookException : Exception
{
    internal WebhookException(WebhookFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why.</summary>
    public WebhookFailure Failure { get; }
}

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
