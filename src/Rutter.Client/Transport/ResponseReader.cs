namespace Rutter.Client.Transport;

/// <summary>Turns a successful response into an object. Whatever it throws of JSON or transport counts as a failed attempt.</summary>
internal delegate ValueTask<T> ResponseReader<T>(ResponseHead head, Stream body, CancellationToken cancellationToken);
