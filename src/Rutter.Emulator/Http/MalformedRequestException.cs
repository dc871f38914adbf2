namespace Rutter.Emulator.Http;

/// <summary>The bytes on a connection are not an HTTP/1.1 request.</summary>
internal sealed class MalformedRequestException : Exception;
