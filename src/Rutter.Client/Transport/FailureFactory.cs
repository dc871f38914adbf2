using System.Text.Json;
using Rutter.Client.Text;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Makes a <see cref="RutterApiException"/> from any failure of an attempt.</summary>
internal sealed class FailureFactory(Uri baseAddress, RutterRequest request, Redactor redactor)
{
    private const int LongestErrorBody = 1024 * 1024;

    /// <summary>Reads an error response, as far as it can be read.</summary>
    public RutterApiException FromResponse(ResponseHead head, ReadOnlyMemory<byte> body) => Build(ErrorBody.Read(body, head.IsMarkup), head);

    /// <summary>Makes the failure of an attempt without a response, or with an incomplete or unreadable one.</summary>
    /// <returns>Null if the exception is not about transport.</returns>
    public RutterApiException? FromException(Exception exception, ResponseHead? head) => exception switch
    {
        TimeoutException => Build(TransportErrors.Timeout, exception.Message, head, exception),
        ResponseTooLargeException => Build(TransportErrors.TooLargeResponse, exception.Message, head, exception),
        UnexpectedResponseException unexpected => Build(unexpected.Meaning, exception.Message, head, exception),
        JsonException json => FromJson(json, head),
        HttpRequestException http => Build(MeaningOf(http), TextOf(http), head, exception),
        IOException => Build(TransportErrors.BrokenConnection, "The connection broke while the response was being read.", head, exception),
        _ => null,
    };

    /// <summary>Reads the body of an error response up to a limit, even if it is incomplete.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while (content.Length < LongestErrorBody && (count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                content.Write(buffer, 0, count);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or TimeoutException)
        {
            // The status decides. A part of the text is better than none.
        }

        return content.ToArray();
    }

    // Only the serializer's own messages have the place.
    private static ErrorMeaning MeaningOf(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => TransportErrors.UnknownHost,
        HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => TransportErrors.NoConnection,
        HttpRequestError.SecureConnectionError => TransportErrors.NoSecureConnection,
        HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse => TransportErrors.UnreadableResponse,
        _ => TransportErrors.BrokenConnection,
    };

    private string TextOf(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"The host name {baseAddress.Host} is not known.",
        HttpRequestError.ConnectionError => $"No connection could be made to {baseAddress.Authority}.",
        HttpRequestError.ProxyTunnelError => $"The proxy made no connection to {baseAddress.Authority}.",
        HttpRequestError.SecureConnectionError => $"No secure connection could be made to {baseAddress.Authority}.",
        HttpRequestError.ConfigurationLimitExceeded => "The response's headers are too large.",
        HttpRequestError.InvalidResponse => $"The response of {baseAddress.Authority} is not HTTP.",
        _ => $"The connection to {baseAddress.Authority} broke before a response came.",
    };

    private static string PlaceOf(JsonException exception) =>
        exception.Path is null || exception.Message.Contains(exception.Path, StringComparison.Ordinal) ? "" : $" Place: {exception.Path}.";

    private RutterApiException FromJson(JsonException exception, ResponseHead? head)
    {
        // A retry helps when JSON ends too early, but not when the response is HTML.
        return head?.IsMarkup == true
            ? Build(TransportErrors.UnreadableResponse, "The response is a web page, not JSON: probably from a proxy.", head, exception)
            : Build(TransportErrors.CutResponse, $"The response cannot be read: {exception.Message}{PlaceOf(exception)}", head, exception);
    }

    private RutterApiException Build(ErrorBody body, ResponseHead head)
    {
        var meaning = ErrorTable.ForResponse(head.StatusCode, body.ErrorType, redactor.Clean(body.ErrorCode));
        var text = head.StatusCode is >= 300 and < 400
            ? $"The server redirects to {head.RedirectTarget ?? "another path"}, which is not followed (HTTP {head.StatusCode})."
            : RutterApiException.Describe(body, head.StatusCode);
        return new RutterApiException(meaning, redactor.Clean(text)!)
        {
            StatusCode = head.StatusCode,
            ErrorType = redactor.Clean(body.ErrorType),
            ErrorCode = redactor.Clean(body.ErrorCode),
            ErrorMessage = redactor.Clean(body.ErrorMessage),
            Source = redactor.Clean(body.Source),
            HumanReadable = redactor.Clean(body.HumanReadable),
            Platform = redactor.Clean(body.Platform),
            RequestId = head.RequestId,
            JobId = head.JobId,
            IdempotencyKey = request.IdempotencyKey,
            IsWebPage = body.IsWebPage,
            RetryAfter = head.RetryAfter,
        };
    }

    private RutterApiException Build(ErrorMeaning meaning, string what, ResponseHead? head, Exception cause)
    {
        var text = DisplayText.Clean(what);
        if (cause is HttpRequestException { InnerException: { } inner })
        {
            text += $" {DisplayText.Clean(inner.Message).TrimEnd('.')}.";
        }

        if (head is not null)
        {
            text += $" (HTTP {head.StatusCode})";
        }

        // The inner exception is left out, because its text may hold secrets.
        return new RutterApiException(meaning, redactor.Clean(text)!)
        {
            StatusCode = head?.StatusCode,
            RequestId = head?.RequestId,
            JobId = head?.JobId,
            IdempotencyKey = request.IdempotencyKey,
            IsWebPage = head?.IsMarkup == true,
        };
    }
}
