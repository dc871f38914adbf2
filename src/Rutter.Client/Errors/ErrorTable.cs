using System.Collections.Frozen;
using System.Globalization;

namespace Rutter.Client.Errors;

/// <summary>
/// Maps a status or code to its meaning. Source: "Basics", headings "Actionable Error Codes", "Server Error Codes" and "Error Codes".
/// </summary>
public static class ErrorTable
{
    private const string ConnectionError = "CONNECTION_ERROR";
    private const int LongestErrorId = 64;

    private static readonly FrozenDictionary<int, ErrorMeaning> ByStatus = new Dictionary<int, ErrorMeaning>
    {
        [400] = new("BadRequest", RutterErrorCategory.InvalidArgument,
            "Correct the input that the message names, and send it again."),
        [401] = new("Unauthorized", RutterErrorCategory.AuthenticationError,
            "Check client id, client secret and access token, and that they belong to this environment (production or sandbox).",
            Remedy: ErrorRemedy.Credentials),
        [403] = new("Forbidden", RutterErrorCategory.PermissionDenied,
            "Ask the owner of the Rutter organisation for access to this product, or check a proxy in between."),
        [404] = new("NotFound", RutterErrorCategory.NotImplemented,
            "Check that the platform of this connection supports the operation, and that the base address ends with /versioned."),
        [408] = new("RequestTimeout", RutterErrorCategory.OperationTimeout,
            "Try again, or with a longer timeout.", IsTransient: true, ErrorRemedy.LongerTimeout),
        [409] = new("IdempotencyConflict", RutterErrorCategory.ResourceExists,
            "The idempotency key was used before with another request, which may have made its change. Send exactly what was sent with "
            + "it, or, once you know what became of it, take another key."),
        [410] = new("ObjectNotFound", RutterErrorCategory.ObjectNotFound,
            "Check the id: it must be of this kind of object, of this connection, and Rutter's own unless the platform's was asked for. The "
            + "object may be gone.", Remedy: ErrorRemedy.IdType),
        [429] = new("TooManyRequests", RutterErrorCategory.LimitsExceeded,
            "Rutter allows 500 requests in 10 seconds per organisation. Wait a little, and let fewer programs call at once.", IsTransient: true),
        [450] = new("PlatformBadRequest", RutterErrorCategory.InvalidData,
            "The accounting platform refused the data. Correct what its message names."),
        [451] = new("PlatformUnauthorized", RutterErrorCategory.AuthenticationError,
            "The accounting platform no longer accepts this connection's authorisation. Ask its owner to connect again."),
        [452] = new("PlatformTooManyRequests", RutterErrorCategory.LimitsExceeded,
            "The accounting platform limits requests. Wait, and prefer the response mode async, which lets Rutter retry by itself.",
            IsTransient: true, ErrorRemedy.AsyncResponseMode),
        [500] = new("InternalServerError", RutterErrorCategory.ResourceUnavailable,
            "Rutter failed unexpectedly. Try again later; if it stays, give Rutter's support the request id.", IsTransient: true),
        [502] = new("BadGateway", RutterErrorCategory.ResourceUnavailable,
            "Rutter could not be reached behind its gateway. Try again later.", IsTransient: true),
        [503] = new("ServiceUnavailable", RutterErrorCategory.ResourceUnavailable,
            "Rutter is not available at the moment. Try again later.", IsTransient: true),
        [504] = new("GatewayTimeout", RutterErrorCategory.ResourceUnavailable,
            "Rutter did not answer its gateway in time. Try again later.", IsTransient: true),
        [550] = new("PlatformInternalServerError", RutterErrorCategory.ResourceUnavailable,
            "The accounting platform failed unexpectedly. Try again after a delay.", IsTransient: true),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ErrorMeaning> ByConnectionCode = new ErrorMeaning[]
    {
        new("PRODUCT_NOT_READY", RutterErrorCategory.ResourceUnavailable,
            "The connection's first download is still running, which takes from minutes to days. Wait for it, or take what is there.",
            IsTransient: true, ErrorRemedy.Download),
        new("PRODUCT_NOT_ALLOWED", RutterErrorCategory.PermissionDenied,
            "The organisation has no access to this Rutter product. Ask Rutter to enable it."),
        new("INVALID_CREDENTIALS", RutterErrorCategory.AuthenticationError,
            "The platform's credentials behind this connection are wrong. Ask the connection's owner to enter them again."),
        new("LINK_ERROR", RutterErrorCategory.ConnectionError,
            "Linking the platform failed. Ask the connection's owner to go through Rutter Link again."),
        new("ENDFORM_NOT_AVAILABLE", RutterErrorCategory.ResourceUnavailable,
            "The platform cannot be reached at the moment, for example because its on-premise software is switched off. Try again "
            + "later.", IsTransient: true),
        new("CONNECTION_DISABLED", RutterErrorCategory.PermissionDenied,
            "The connection is disabled. Enable it in the Rutter dashboard."),
        new("NEEDS_UPDATE", RutterErrorCategory.AuthenticationError,
            "The connection must be authorised again. Send its owner through the connection's update link."),
        new("NO_CREDENTIALS", RutterErrorCategory.AuthenticationError,
            "The connection has no platform credentials yet. Ask its owner to finish Rutter Link."),
        new("PENDING", RutterErrorCategory.ResourceUnavailable,
            "The connection is still being set up. Try again in a few minutes.", IsTransient: true),
        new("IS_DUPLICATE", RutterErrorCategory.ResourceExists,
            "Another connection exists for the same account of the platform. Use that connection's access token."),
        new("ENDPOINT_NOT_SUPPORTED_FOR_YOUR_ORGANIZATION", RutterErrorCategory.PermissionDenied,
            "This endpoint is not part of the organisation's plan. Ask Rutter to enable it."),
        new("ENTITY_NOT_READY", RutterErrorCategory.ResourceUnavailable,
            "This kind of object has not been downloaded yet. Wait, or take what is there.", IsTransient: true, ErrorRemedy.ForceFetch),
    }.ToFrozenDictionary(meaning => meaning.ErrorId);

    /// <summary>The meaning of an error response.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="errorType">The <c>error_type</c> of the body, or null.</param>
    /// <param name="errorCode">The <c>error_code</c> of the body, or null.</param>
    /// <returns>
    /// The meaning of a <c>CONNECTION_ERROR</c> code, else of the status, else of the status class. The id is the code with at most 64 characters;
    /// each one that is not a letter, digit, dot, dash or underscore becomes an underscore.
    /// </returns>
    public static ErrorMeaning ForResponse(int statusCode, string? errorType, string? errorCode)
    {
        if (errorType == ConnectionError && errorCode is not null && ByConnectionCode.TryGetValue(errorCode, out var byCode))
        {
            return byCode;
        }

        var meaning = ByStatus.TryGetValue(statusCode, out var byStatus) ? byStatus : ForClass(statusCode);
        return ToErrorId(errorCode) is { } id ? meaning with { ErrorId = id } : meaning;
    }

    /// <summary>What a connection's own error means.</summary>
    internal static ErrorMeaning ForConnection(string code) => ForResponse(400, ConnectionError, code);

    // An ErrorId is printed, compared and logged, so it is cleaned. The exception's ErrorCode keeps the server's text.
    private static string? ToErrorId(string? errorCode)
    {
        if (errorCode is null || !errorCode.Any(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var id = errorCode.Length > LongestErrorId ? errorCode[..LongestErrorId] : errorCode;
        return string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_'));
    }

    private static ErrorMeaning ForClass(int statusCode)
    {
        var id = "Http" + statusCode.ToString(CultureInfo.InvariantCulture);
        return statusCode switch
        {
            >= 500 => new(id, RutterErrorCategory.ResourceUnavailable,
                "Try again later; if it stays, give Rutter's support the request id.", IsTransient: true),
            >= 400 => new(id, RutterErrorCategory.InvalidArgument, "Correct the request as the message says."),
            >= 300 => new("RedirectRefused", RutterErrorCategory.SecurityError,
                "Redirects are not followed, because the credentials would go along. Check the base address."),
            _ => new(id, RutterErrorCategory.InvalidResult,
                "The response is not one that Rutter documents. Check the base address and any proxy in between."),
        };
    }
}
