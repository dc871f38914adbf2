using System.Text;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Faults;

/// <summary>Makes the responses of faults that have their own.</summary>
internal static class FaultResponse
{
    private const string HtmlType = "text/html; charset=utf-8";

    private const string Page = "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";

    /// <summary>The fault's response; null for a kind that only disturbs the sending of the real one.</summary>
    public static Response? Create(EmulatorFault fault) => fault.Kind switch
    {
        FaultKind.Status => Error(fault).ToResponse(),
        FaultKind.Html => Text(fault, 502, fault.Body ?? Page) with { ContentType = fault.ContentType ?? HtmlType },
        FaultKind.EmptyBody => Text(fault, 200, ""),
        FaultKind.RawBody =>
            Text(fault, 200, fault.Body ?? "") is var response && fault.BinaryBody is { } bytes ? response with { Body = bytes } : response,
        FaultKind.HugeBody => Text(fault, 200, ""),
        FaultKind.Redirect => Text(fault, 302, "") with { Location = fault.RedirectTo },
        _ => null,
    };

    /// <summary>The fault as a Rutter error; unset parts depend on its status.</summary>
    public static ApiError Error(EmulatorFault fault)
    {
        var status = fault.Status == 0 ? 500 : fault.Status;
        var (type, code, origin) = Defaults(status);
        return new ApiError(
            status, fault.ErrorType ?? type, fault.ErrorCode ?? code, fault.ErrorMessage ?? $"The emulator was told to answer with {status}.")
        {
            Origin = fault.Source ?? origin,
            HumanReadable = fault.HumanReadable,
            RetryAfter = fault.RetryAfter,
        };
    }

    private static (string Type, string Code, string Origin) Defaults(int status) => status switch
    {
        400 => ("INVALID_REQUEST", "INVALID_PARAMETER", "rutter"),
        401 => ("AUTHENTICATION_ERROR", "INVALID_CLIENT_CREDENTIALS", "rutter"),
        404 => ("INVALID_REQUEST", "ENDPOINT_NOT_FOUND", "rutter"),
        409 => ("IDEMPOTENCY_ERROR", "IDEMPOTENCY_KEY_REUSED", "rutter"),
        410 => ("INVALID_REQUEST", "NOT_FOUND", "rutter"),
        429 => ("RATE_LIMIT_ERROR", "RATE_LIMIT_EXCEEDED", "rutter"),
        450 => ("PLATFORM_ERROR", "PLATFORM_BAD_REQUEST", "platform"),
        451 => ("PLATFORM_ERROR", "PLATFORM_UNAUTHORIZED", "platform"),
        452 => ("PLATFORM_ERROR", "PLATFORM_RATE_LIMIT", "platform"),
        550 => ("PLATFORM_ERROR", "PLATFORM_SERVER_ERROR", "platform"),
        _ => ("API_ERROR", "INTERNAL_SERVER_ERROR", "rutter"),
    };

    private static Response Text(EmulatorFault fault, int defaultStatus, string body)
    {
        var response = new Response(fault.Status == 0 ? defaultStatus : fault.Status, Encoding.UTF8.GetBytes(body)) { RetryAfter = fault.RetryAfter };
        return fault.ContentType is null ? response : response with { ContentType = fault.ContentType };
    }
}
