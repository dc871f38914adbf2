namespace Rutter.Emulator.Http;

/// <summary>
/// A request that ends in an error. Source: "Basics", headings "Actionable Error Codes" and "Error Response". The page names
/// no types and codes but those of CONNECTION_ERROR; the others are this emulator's own.
/// </summary>
internal sealed class ApiError : Exception
{
    public ApiError(int status, string type, string code, string message)
        : base(message)
    {
        Status = status;
        Type = type;
        Code = code;
    }

    public int Status { get; }

    public string Type { get; }

    public string Code { get; }

    /// <summary>Whose error it is: <c>rutter</c> or <c>platform</c>.</summary>
    public string Origin { get; init; } = "rutter";

    public string? HumanReadable { get; init; }

    public string? RetryAfter { get; init; }

    public static ApiError UnknownParameter(string name, IEnumerable<string> known) =>
        BadRequest("UNKNOWN_PARAMETER", $"The query parameter '{name}' is not known here. Known: {Listed(known)}.");

    public static ApiError InvalidParameter(string name, string problem) =>
        BadRequest("INVALID_PARAMETER", $"The query parameter '{name}' {problem}.");

    public static ApiError InvalidBody(string message) => BadRequest("INVALID_BODY", message);

    public static ApiError InvalidHeader(string message) => BadRequest("INVALID_HEADER", message);

    public static ApiError UnsupportedByPlatform(string name, string platform) =>
        BadRequest("PARAMETER_NOT_SUPPORTED", $"The query parameter '{name}' is not supported on {platform}.");

    public static ApiError BadRequest(string code, string message) => new(400, "INVALID_REQUEST", code, message);

    public static ApiError Unauthorized(string code, string message) => new(401, "AUTHENTICATION_ERROR", code, message);

    public static ApiError NoEndpoint(string method, string path) =>
        new(404, "INVALID_REQUEST", "ENDPOINT_NOT_FOUND", $"There is no endpoint {method} {path}.");

    public static ApiError KeyConflict() => new(
        409,
        "IDEMPOTENCY_ERROR",
        "IDEMPOTENCY_KEY_REUSED",
        "Another request was accepted with this Idempotency-Key. Use a new key for a new request.");

    public static ApiError Gone(string name, string id) => new(410, "INVALID_REQUEST", "NOT_FOUND", $"There is no {name} with the id '{id}'.");

    public static ApiError TooLarge(int maximumBytes) =>
        new(413, "INVALID_REQUEST", "BODY_TOO_LARGE", $"The body is larger than {maximumBytes} bytes.");

    public static ApiError TooManyRequests() => new(
        429, "RATE_LIMIT_ERROR", "RATE_LIMIT_EXCEEDED", "More than 500 requests in 10 seconds. Allow for some time in between your requests.");

    // The page gives the codes but no status: 400, as for everything that another request can put right.
    public static ApiError OfConnection(string code, string message) => new(400, "CONNECTION_ERROR", code, message);

    public static ApiError Platform(string code, string humanReadable) =>
        new(450, "PLATFORM_ERROR", code, $"The platform refused the request: {humanReadable}") { Origin = "platform", HumanReadable = humanReadable };

    public static ApiError Internal() => new(500, "API_ERROR", "INTERNAL_SERVER_ERROR", "Something went wrong in the emulator itself.");

    public Response ToResponse() => Response.Json(Status, json =>
    {
        json.WriteStartObject();
        json.WriteString("error_type", Type);
        json.WriteString("error_code", Code);
        json.WriteString("error_message", Message);
        json.WriteStartObject("error_metadata");
        json.WriteString("source", Origin);
        json.WriteString("human_readable", HumanReadable);
        json.WriteNull("platform");
        json.WriteEndObject();
        json.WriteEndObject();
    }) with { RetryAfter = RetryAfter };

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
