namespace Rutter.Client.Transport;

/// <summary>What is made of a response.</summary>
/// <param name="Read">Of a successful one.</param>
/// <param name="ReadFailed">Of one with an error status, where its body may be an answer all the same; null from it, or without it, means a failure.</param>
internal sealed record ResponseHandler<T>(ResponseReader<T> Read, Func<ResponseHead, ReadOnlyMemory<byte>, T?>? ReadFailed = null);
