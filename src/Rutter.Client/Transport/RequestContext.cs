namespace Rutter.Client.Transport;

/// <summary>What the handlers need to know about a message. It is in the message's options.</summary>
internal sealed record RequestContext(RutterClientOptions Options, RutterRequest Request, AttemptLog Log)
{
    private static readonly HttpRequestOptionsKey<RequestContext> Key = new(nameof(RequestContext));

    /// <summary>Called with the size of each piece of the body that was sent.</summary>
    public Action? PieceSent { get; set; }

    public static RequestContext Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var context)
            ? context
            : throw new InvalidOperationException("A message is sent through RequestSender only.");

    public void AttachTo(HttpRequestMessage message) => message.Options.Set(Key, this);
}
