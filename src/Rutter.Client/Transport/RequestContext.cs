namespace Rutter.Client.Transport;

/// <summary>What the handlers need to know of a message: on whose behalf it travels. It rides along in the message's options.</summary>
internal sealed record RequestContext(RutterClient Client, RutterRequest Request, AttemptLog Log)
{
    private static readonly HttpRequestOptionsKey<RequestContext> Key = new(nameof(RequestContext));

    public static RequestContext Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var context)
            ? context
            : throw new InvalidOperationException("A message is sent through RutterClient only.");

    public void AttachTo(HttpRequestMessage message) => message.Options.Set(Key, this);
}
