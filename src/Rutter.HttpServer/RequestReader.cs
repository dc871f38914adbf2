using System.Net;
using System.Text;

namespace Rutter.HttpServer;

/// <summary>The first line of a request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, or <c>*</c>.</param>
/// <param name="Authority">Host and port of a target in absolute form, else null.</param>
/// <param name="IsHttp11">Whether it is HTTP/1.1, and not 1.0.</param>
internal readonly record struct RequestLine(string Method, string Target, string? Authority, bool IsHttp11)
{
    private const int LongestMethod = 32;

    /// <exception cref="BadHttpRequestException">It is not a request line of HTTP/1.1 or HTTP/1.0.</exception>
    public static RequestLine Parse(ReadOnlySpan<byte> line)
    {
        var (first, last) = (line.IndexOf((byte)' '), line.LastIndexOf((byte)' '));
        if (first < 0 || first == last)
        {
            throw BadHttpRequestException.Malformed("its first line does not have three parts");
        }

        var method = line[..first];
        var version = line[(last + 1)..];
        if (!HttpSyntax.IsToken(method) || method.Length > LongestMethod)
        {
            throw BadHttpRequestException.Malformed("its method is no method");
        }

        var isHttp11 = version.SequenceEqual("HTTP/1.1"u8);
        if (!isHttp11 && !version.SequenceEqual("HTTP/1.0"u8))
        {
            throw BadHttpRequestException.Malformed("it is not of HTTP/1.1 or HTTP/1.0");
        }

        var name = Encoding.ASCII.GetString(method);
        var target = line[(first + 1)..last];
        if (target is [(byte)'*'] && name == "OPTIONS")
        {
            return new RequestLine(name, "*", null, isHttp11);
        }

        return ParseTarget(name, target, isHttp11);
    }

    // A server must also accept the absolute form. Source: RFC 9112, section 3.2.2.
    private static RequestLine ParseTarget(string method, ReadOnlySpan<byte> target, bool isHttp11)
    {
        string? authority = null;
        var scheme = "http://"u8;
        if (target.StartsWith(scheme))
        {
            var rest = target[scheme.Length..];
            var slash = rest.IndexOf((byte)'/');
            var host = slash < 0 ? rest : rest[..slash];
            if (!HttpSyntax.IsAuthority(host))
            {
                throw BadHttpRequestException.Malformed("its target has no host");
            }

            authority = Encoding.ASCII.GetString(host);
            target = slash < 0 ? "/"u8 : rest[slash..];
        }

        return HttpSyntax.IsPathAndQuery(target)
            ? new RequestLine(method, Encoding.ASCII.GetString(target), authority, isHttp11)
            : throw BadHttpRequestException.Malformed("its target is no path, or has characters that must be escaped");
    }
}

/// <summary>Reads the line and headers of requests. Sources: RFC 9112, sections 2.2, 3 and 5.</summary>
internal sealed class RequestReader(ConnectionReader reader, ServerOptions options, IPAddress remoteAddress)
{
    /// <summary>Reads the next request up to its body.</summary>
    /// <returns>Null if the client closed the connection between two requests.</returns>
    /// <exception cref="BadHttpRequestException">The request is malformed or incomplete.</exception>
    public async ValueTask<HttpRequest?> ReadAsync()
    {
        var first = await reader.ReadLineAsync(options.MaximumHeadBytes).ConfigureAwait(false);

        // Some clients send an empty line after a body.
        if (first is { IsEmpty: true })
        {
            first = await reader.ReadLineAsync(options.MaximumHeadBytes).ConfigureAwait(false);
        }

        if (first is not { } line)
        {
            return null;
        }

        var requestLine = RequestLine.Parse(line.Span);
        var headers = new List<KeyValuePair<string, string>>(16);
        await ReadFieldsAsync(options.MaximumHeadBytes - line.Length, headers.Add).ConfigureAwait(false);
        return new HttpRequest(requestLine, headers, remoteAddress);
    }

    /// <summary>Reads and drops the trailers after the last chunk, up to the empty line.</summary>
    public ValueTask SkipTrailersAsync() => ReadFieldsAsync(options.MaximumHeadBytes, trailer => RequestFraming.CheckTrailer(trailer.Key));

    private async ValueTask ReadFieldsAsync(int room, Action<KeyValuePair<string, string>> add)
    {
        for (var count = 0; await reader.RequireLineAsync(Math.Max(room, 0)).ConfigureAwait(false) is { IsEmpty: false } line; count++)
        {
            if (count == options.MaximumHeaders)
            {
                throw BadHttpRequestException.Malformed("it has too many headers");
            }

            room -= line.Length + 2;
            add(ParseField(line.Span));
        }
    }

    private static KeyValuePair<string, string> ParseField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0 || !HttpSyntax.IsToken(line[..colon]))
        {
            throw BadHttpRequestException.Malformed("a header has no name, or one with characters that no name has");
        }

        var value = HttpSyntax.TrimBlanks(line[(colon + 1)..]);
        return HttpSyntax.IsFieldValue(value)
            ? new(Encoding.ASCII.GetString(line[..colon]), Encoding.Latin1.GetString(value))
            : throw BadHttpRequestException.Malformed("a header's value has control characters");
    }
}
