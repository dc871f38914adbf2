namespace Rutter.Client.Webhooks;

/// <summary>The bytes on a connection are not an HTTP/1.1 request, or one that two readers could take for two different ones.</summary>
internal sealed class MalformedRequestException : Exception;
