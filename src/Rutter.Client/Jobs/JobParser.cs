using System.Globalization;
using System.Text;
using System.Text.Json;
using Rutter.Client.Json;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Jobs;

/// <summary>
/// Finds a job in a body: bare, inside <c>async_response</c>, or in the form of a webhook. The body decides, not the HTTP status.
/// Source: "Basics", the examples under the heading "Asynchronous Operations".
/// </summary>
internal static class JobParser
{
    private const int StatusCodeLength = 3;

    private static readonly string[] Wrappers = ["async_response", "job"];
    private static readonly string[] OwnMembers = ["id", "status", "request", "response", "response_url"];
    private static readonly string[] OwnRequestMembers = ["method", "url", "body", "idempotency_key"];
    private static readonly string[] OwnResponseMembers = ["http_status", "body"];

    /// <summary>The job in a body, or null if the body holds something else. Secrets that the redactor knows are masked.</summary>
    public static RutterJob? TryParse(ReadOnlyMemory<byte> body, ResponseHead head, Redactor redactor)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.Sanitize(body));
            return Unwrap(document.RootElement) is { } job && Text(job, "id") is { Length: > 0 } id && StatusOf(job, head) is { } status
                ? Read(job, id, status, head, redactor)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Unwrap(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var wrapper in Wrappers)
        {
            if (Member(root, wrapper) is { ValueKind: JsonValueKind.Object } inner)
            {
                return inner;
            }
        }

        return root;
    }

    // A response that points to a job means that the request was accepted, even if it does not give the job's status.
    private static string? StatusOf(JsonElement job, ResponseHead head) =>
        Text(job, "status") ?? (head.StatusCode == 202 || Text(job, "response_url") is not null ? JobStatus.Prequeued : null);

    private static RutterJob Read(JsonElement job, string id, string status, ResponseHead head, Redactor redactor)
    {
        var request = Member(job, "request");
        var response = Member(job, "response");
        return new RutterJob
        {
            Id = id,
            Status = status,
            Method = Text(request, "method"),
            Path = Text(request, "url") is { } url ? PathOf(url) : null,
            IdempotencyKey = Text(request, "idempotency_key") is { } key && IdempotencyKeys.IsValid(key) ? key : null,
            RequestJson = Member(request, "body") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } sent
                ? redactor.Clean(sent.GetRawText())
                : null,
            HttpStatus = StatusCodeOf(Member(response, "http_status")),
            ResponseBody = Member(response, "body") is { ValueKind: not JsonValueKind.Undefined } content
                ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(content.GetRawText())
                : null,
            ResponseUrl = redactor.Clean(Text(job, "response_url")),
            RequestId = head.RequestId,
            AdditionalProperties = Additional(job, request, response, redactor),
        };
    }

    private static int? StatusCodeOf(JsonElement status) => status.ValueKind switch
    {
        JsonValueKind.Number when status.TryGetInt32(out var number) => number,
        JsonValueKind.String when status.GetString() is { Length: StatusCodeLength } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static Dictionary<string, object?>? Additional(JsonElement job, JsonElement request, JsonElement response, Redactor redactor)
    {
        var found = Unknown(job, OwnMembers, redactor);
        Nest("request", Unknown(request, OwnRequestMembers, redactor));
        Nest("response", Unknown(response, OwnResponseMembers, redactor));
        return found.Count > 0 ? found : null;

        void Nest(string name, Dictionary<string, object?> members)
        {
            if (members.Count > 0)
            {
                found[name] = members;
            }
        }
    }

    private static Dictionary<string, object?> Unknown(JsonElement parent, string[] known, Redactor redactor)
    {
        var found = new Dictionary<string, object?>();
        if (parent.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in parent.EnumerateObject().Where(member => !known.Contains(member.Name)))
            {
                found[member.Name] = Plain(member, redactor);
            }
        }

        return found;
    }

    // The member's name shows whether its value is a secret, so both pass the redactor together.
    private static object? Plain(JsonProperty member, Redactor redactor)
    {
        try
        {
            var text = redactor.Clean($"{{\"{JsonEncodedText.Encode(member.Name)}\":{member.Value.GetRawText()}}}")!;
            return (JsonSerializer.Deserialize(text, PlainResponse.AnyValue) as IReadOnlyDictionary<string, object?>)?.Values.SingleOrDefault();
        }
        catch (JsonException)
        {
            return Redactor.Mask;
        }
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string PathOf(string url) => DisplayText.Clean(
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? address.AbsolutePath
            : url.Split('?', '#')[0]);
}
