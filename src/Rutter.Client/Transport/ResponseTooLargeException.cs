namespace Rutter.Client.Transport;

/// <summary>A body went over the size that is read at most.</summary>
internal sealed class ResponseTooLargeException(long maximumBytes)
    : IOException($"The response is larger than {maximumBytes / (1024 * 1024)} MiB. Ask for smaller pages (-PageSize).");
