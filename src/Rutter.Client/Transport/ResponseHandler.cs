using System.Text.Json;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Turns a successful response into an object. A JSON or transport exception fails the attempt.</summary>
internal delegate ValueTask<T> ResponseReader<T>(ResponseHead head, Stream body, CancellationToken cancellationToken);

/// <summary>Reads responses.</summary>
/// <param name="Read">Reads a successful response.</param>
/// <param name="ReadFailed">
/// Reads a response with an error status, whose body may still be a result. The response is a failure if this is null or returns null.
/// </param>
internal sealed record ResponseHandler<T>(ResponseReader<T> Read, Func<ResponseHead, ReadOnlyMemory<byte>, T?>? ReadFailed = null);

/// <summary>A response is valid JSON, but not what was requested.</summary>
/// <param name="meaning">What the failure means.</param>
/// <param name="message">What was expected and what came.</param>
internal sealed class UnexpectedResponseException(ErrorMeaning meaning, string message) : JsonException(message)
{
    /// <summary>What the failure means.</summary>
    public ErrorMeaning Meaning => meaning;
}
