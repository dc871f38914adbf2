using System.Net.Http.Headers;
using Rutter.Client.Text;

namespace Rutter.Client.Transport;

/// <summary>The headers that may be shown. All others, such as <c>Authorization</c>, are never shown.</summary>
internal static class VisibleHeaders
{
    private static readonly string[] OfRequests = ["Accept", "Content-Length", "Content-Type", "Idempotency-Key", "User-Agent", "X-Rutter-Version"];

    private static readonly string[] OfResponses =
        ["Content-Encoding", "Content-Length", "Content-Type", "Date", "Retry-After", "Server", "X-Rutter-Job-ID", "X-Rutter-Request-ID"];

    public static IReadOnlyList<KeyValuePair<string, string>> Of(HttpRequestMessage request, Redactor redactor) =>
        Select(OfRequests, request.Headers, request.Content?.Headers, redactor);

    public static IReadOnlyList<KeyValuePair<string, string>> Of(HttpResponseMessage response, Redactor redactor) =>
        Select(OfResponses, response.Headers, response.Content.Headers, redactor);

    private static List<KeyValuePair<string, string>> Select(
        string[] names, HttpHeaders headers, HttpContentHeaders? contentHeaders, Redactor redactor)
    {
        var selected = new List<KeyValuePair<string, string>>();
        foreach (var name in names)
        {
            if (headers.NonValidated.TryGetValues(name, out var values) || contentHeaders?.NonValidated.TryGetValues(name, out values) == true)
            {
                selected.Add(new(name, redactor.Clean(DisplayText.Clean(values.ToString()))!));
            }
        }

        return selected;
    }
}
