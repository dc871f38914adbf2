using System.Text;
using System.Text.Json;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Jobs;

/// <summary>
/// Finds a job in a body: bare, wrapped in <c>async_response</c>, or in the form of a webhook. The body decides, not the HTTP status.
/// Source: seed "Basics", the examples under "Asynchronous Operations".
/// </summary>
internal static class JobParser
{
    /// <summary>The job in a body, or null when it holds something else.</summary>
    public static RutterJob? TryParse(ReadOnlyMemory<byte> body, ResponseHead head)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Unwrap(document.RootElement) is { } job && Text(job, "id") is { } id && Text(job, "status") is { } status
                ? Read(job, id, status, head)
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

        foreach (var wrapper in (string[])["async_response", "job"])
        {
            if (root.TryGetProperty(wrapper, out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                return inner;
            }
        }

        return root;
    }

    private static RutterJob Read(JsonElement job, string id, string status, ResponseHead head)
    {
        var request = Member(job, "request");
        var response = Member(job, "response");
        return new RutterJob
        {
            Id = id,
            Status = status,
            Method = Text(request, "method"),
            Path = Text(request, "url") is { } url ? PathOf(url) : null,
            IdempotencyKey = Text(request, "idempotency_key"),
            HttpStatus = response.ValueKind == JsonValueKind.Object && response.TryGetProperty("http_status", out var code) && code.TryGetInt32(out var value) ? value : null,
            ResponseBody = Member(response, "body") is { ValueKind: not JsonValueKind.Undefined } content ? Encoding.UTF8.GetBytes(content.GetRawText()) : null,
            RequestId = head.RequestId,
        };
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string PathOf(string url) =>
        DisplayText.Clean(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address.AbsolutePath : url.Split('?', '#')[0]);
}
