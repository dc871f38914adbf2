namespace Rutter.Client.Webhooks;

/// <summary>A webhook was refused. The message holds nothing of its payload.</summary>
public sealed class WebhookException : Exception
{
    internal WebhookException(WebhookFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why.</summary>
    public WebhookFailure Failure { get; }
}
