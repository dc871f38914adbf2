namespace Rutter.Client.Webhooks;

/// <summary>A webhook was refused. The message does not quote its payload.</summary>
public sealed class WebhookException : Exception
{
    internal WebhookException(WebhookFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>The reason.</summary>
    public WebhookFailure Failure { get; }
}

/// <summary>Why a webhook was refused.</summary>
public enum WebhookFailure
{
    /// <summary>The signature is missing or wrong: the payload does not come from Rutter, or was changed on its way.</summary>
    BadSignature,

    /// <summary>The payload is not a JSON object with a type and a code.</summary>
    Malformed,

    /// <summary>The payload is larger than <see cref="WebhookEvent.LargestPayload"/>.</summary>
    TooLarge,
}
