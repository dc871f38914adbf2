using System.Globalization;

namespace Rutter.HttpServer;

/// <summary>
/// Where a request ends. Whatever two readers could understand differently is refused. Sources: RFC 9112, sections 3.2, 6.3 and 9.3; RFC 9110,
/// section 10.1.1.
/// </summary>
/// <param name="ContentLength">The length of the body; 0 without a body, null for chunks.</param>
/// <param name="ExpectsContinue">Whether the client waits for a 100 before it sends the body.</param>
/// <param name="KeepsAlive">Whether another request may follow.</param>
internal sealed record RequestFraming(long? ContentLength, bool ExpectsContinue, bool KeepsAlive)
{
    /// <summary>Headers that must not occur twice.</summary>
    private static readonly HashSet<string> Singletons = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Content-Encoding", "Authorization", "Expect",
    };

    /// <exception cref="BadHttpRequestException">The headers contradict each other, or are not supported.</exception>
    public static RequestFraming Check(HttpRequest request, string? authority)
    {
        CheckNames(request.Headers);
        CheckHost(request, authority);
        var chunked = IsChunked(request);
        var length = ContentLengthOf(request);
        if (chunked && length is not null)
        {
            throw BadHttpRequestException.Malformed("it has both a Content-Length and a Transfer-Encoding");
        }

        var expect = request.IsHttp11 ? request.Header("Expect") : null;
        if (expect?.Equals("100-continue", StringComparison.OrdinalIgnoreCase) == false)
        {
            throw new BadHttpRequestException(417, "it expects something else than 100-continue");
        }

        return new RequestFraming(chunked ? null : length ?? 0, expect is not null, request.IsHttp11 && !request.HasToken("Connection", "close"));
    }

    /// <summary>Checks the trailers, which must not change the meaning of the request. Source: RFC 9110, section 6.5.1.</summary>
    public static void CheckTrailer(string name)
    {
        if (Singletons.Contains(name))
        {
            throw BadHttpRequestException.Malformed("a header stands in its trailers that may only come first");
        }
    }

    private static void CheckNames(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            var name = headers[i].Key;

            // A gateway may take the one for the other.
            if (name.Contains('_', StringComparison.Ordinal) && Singletons.Contains(name.Replace('_', '-')))
            {
                throw BadHttpRequestException.Malformed("a header's name has an underscore where a hyphen belongs");
            }

            if (Singletons.Contains(name) && headers.Take(i).Any(earlier => earlier.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw BadHttpRequestException.Malformed("a header comes twice that may come once");
            }
        }
    }

    private static void CheckHost(HttpRequest request, string? authority)
    {
        var host = request.Header("Host");
        if (host is null)
        {
            if (request.IsHttp11)
            {
                throw BadHttpRequestException.Malformed("it has no Host");
            }
        }
        else if (!HttpSyntax.IsAuthority(System.Text.Encoding.Latin1.GetBytes(host)))
        {
            throw BadHttpRequestException.Malformed("its Host is no host");
        }
        else if (authority?.Equals(host, StringComparison.OrdinalIgnoreCase) == false)
        {
            throw BadHttpRequestException.Malformed("its target is on another host than Host says");
        }
    }

    private static bool IsChunked(HttpRequest request)
    {
        if (request.Header("Transfer-Encoding") is not { } coding)
        {
            return false;
        }

        return request.IsHttp11 && coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw BadHttpRequestException.Malformed("its Transfer-Encoding is not chunked, or it is HTTP/1.0");
    }

    private static long? ContentLengthOf(HttpRequest request)
    {
        if (request.Header("Content-Length") is not { } text)
        {
            return null;
        }

        // A number with a leading zero is decimal for one reader and octal for another.
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && text is "0" or not ['0', ..]
            ? length
            : throw BadHttpRequestException.Malformed("its Content-Length is no length");
    }
}
