using System.Text.Json;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Turns a successful response into an object. Whatever it throws of JSON or transport counts as a failed attempt.</summary>
internal delegate ValueTask<T> ResponseReader<T>(ResponseHead head, Stream body, CancellationToken cancellationToken);

/// <summary>What is made of a response.</summary>
/// <param name="Read">Of a successful one.</param>
/// <param name="ReadFailed">
/// Of one with an error status, where its body may be an answer all the same; null from it, or without it, means a failure.
/// </param>
internal sealed record ResponseHandler<T>(ResponseReader<T> Read, Func<ResponseHead, ReadOnlyMemory<byte>, T?>? ReadFailed = null);

/// <summary>A response is valid JSON, but not what was asked for.</summary>
/// <param name="meaning">What the failure means.</param>
/// <param name="message">What was expected and what came.</param>
internal sealed class UnexpectedResponseException(ErrorMeaning meaning, string message) : JsonException(message)
{
    /// <summary>What the failure means.</summary>
    public ErrorMeaning Meaning => meaning;
}
