namespace Rutter.Emulator.Http;

/// <summary>What of a request goes into the log: nothing that is secret, wherever in the request it stood.</summary>
internal static class RequestDescription
{
    public static EmulatorRequest Of(HttpRequest request, RequestTarget target, int number, DateTimeOffset at, string requestId, EmulatorFault? fault) => new()
    {
        Number = number,
        At = at,
        Method = EmulatorCredentials.Redact(request.Method),
        Path = EmulatorCredentials.Redact(target.Path),
        Query = VisibleQuery(target),
        RequestId = requestId,
        IdempotencyKey = Redact(request.Header("Idempotency-Key")),
        Fault = fault?.Kind.ToString(),
        UserAgent = Redact(request.Header("User-Agent")),
    };

    private static Dictionary<string, string> VisibleQuery(RequestTarget target)
    {
        var visible = new Dictionary<string, string>();
        foreach (var (name, value) in target.Parameters)
        {
            if (!name.Equals("access_token", StringComparison.OrdinalIgnoreCase))
            {
                visible[EmulatorCredentials.Redact(name)] = EmulatorCredentials.Redact(value);
            }
        }

        return visible;
    }

    private static string? Redact(string? text) => text is null ? null : EmulatorCredentials.Redact(text);
}
