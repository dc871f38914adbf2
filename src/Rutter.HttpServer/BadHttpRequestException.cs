namespace Rutter.HttpServer;

/// <summary>
/// A request that the server refuses by itself. A handler lets it pass: the server answers with <see cref="StatusCode"/> and closes the connection.
/// </summary>
/// <param name="statusCode">The HTTP status: 400, 417, 500 or 503.</param>
/// <param name="message">What is wrong, in words of the server's own; nothing that the client sent stands in it.</param>
public sealed class BadHttpRequestException(int statusCode, string message) : Exception(message)
{
    /// <summary>The HTTP status of the response.</summary>
    public int StatusCode { get; } = statusCode;

    internal static BadHttpRequestException Malformed(string message) => new(400, message);
}
