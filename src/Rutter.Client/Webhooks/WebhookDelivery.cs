namespace Rutter.Client.Webhooks;

/// <summary>
/// An event whose sender waits for the answer. Until <see cref="Accept"/> it counts as not taken: Rutter gets an error status, also when the
/// receiver ends, and sends it again.
/// </summary>
public sealed class WebhookDelivery
{
    private readonly TaskCompletionSource<bool> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal WebhookDelivery(WebhookEvent webhook) => Event = webhook;

    /// <summary>The event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>Whether it was accepted, as soon as that is known.</summary>
    internal Task<bool> Outcome => outcome.Task;

    /// <summary>It is taken care of: Rutter is answered 204, and need not send it again.</summary>
    public void Accept() => outcome.TrySetResult(true);

    /// <summary>It could not be taken care of: Rutter is answered 503, and sends it again. Without effect after <see cref="Accept"/>.</summary>
    public void Refuse() => outcome.TrySetResult(false);
}
