namespace Rutter.Client.Transport;

/// <summary>Turns a successful reply into an object. Whatever it throws of JSON or transport counts as a failed attempt.</summary>
internal delegate ValueTask<T> ReplyReader<T>(ReplyHead head, Stream body, CancellationToken cancellationToken);
