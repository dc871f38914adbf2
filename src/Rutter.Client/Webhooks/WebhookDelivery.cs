namespace Rutter.Client.Webhooks;

/// <summary>
/// An event whose sender waits for a response. Without <see cref="Accept"/>, Rutter gets an error status, also when the receiver ends, and sends the
/// event again.
/// </summary>
public sealed class WebhookDelivery
{
    private readonly TaskCompletionSource<bool> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal WebhookDelivery(WebhookEvent webhook) => Event = webhook;

    /// <summary>The event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>Completes with whether it was accepted.</summary>
    internal Task<bool> Outcome => outcome.Task;

    /// <summary>Accepts the event. Rutter gets a 204 and does not send it again.</summary>
    public void Accept() => outcome.TrySetResult(true);

    /// <summary>Rejects the event. Rutter gets a 503 and sends it again. Has no effect after <see cref="Accept"/>.</summary>
    public void Refuse() => outcome.TrySetResult(false);
}
