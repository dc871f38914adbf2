using System.Globalization;
using System.Net;

namespace Rutter.Client.Webhooks;

/// <summary>Where a receiver listens: address, port and path prefix.</summary>
internal sealed record ListenAddress(IPEndPoint EndPoint, string Host, string Path)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>
    /// Parses a prefix such as <c>http://127.0.0.1:8080/hooks/</c>. Port 0 means a free port, <c>*</c> and <c>+</c> every address of the machine.
    /// </summary>
    /// <exception cref="ArgumentException">The prefix is not valid.</exception>
    public static ListenAddress Parse(string prefix)
    {
        const string Scheme = "http://";
        if (!prefix.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{prefix}' is no address to listen at; one looks like http://127.0.0.1:8080/. "
                + "The receiver speaks plain HTTP: a tunnel or proxy in front of it does TLS.");
        }

        var rest = prefix[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (rest, "/") : (rest[..slash], rest[slash..]);
        var colon = authority.LastIndexOf(':');
        if (colon <= 0
            || !ushort.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || path.AsSpan().ContainsAny("?# "))
        {
            throw new ArgumentException(
                $"'{prefix}' is no address to listen at; it has a port, and neither a query nor a fragment: http://127.0.0.1:8080/.");
        }

        var host = authority[..colon];
        return new ListenAddress(new IPEndPoint(AddressOf(host), port), host, path.TrimEnd('/') + "/");
    }

    /// <summary>Whether the receiver answers requests for a path.</summary>
    public bool Covers(string target)
    {
        var path = target.Split('?')[0];
        return path.StartsWith(Path, StringComparison.Ordinal) || path == Path.TrimEnd('/');
    }

    /// <summary>The address for clients on this machine.</summary>
    public Uri ToUri(int port) => new(string.Create(
        CultureInfo.InvariantCulture, $"http://{(EndPoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback.ToString() : Host)}:{port}{Path}"));

    private static IPAddress AddressOf(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" or "+" => IPAddress.Any,
        _ => IPAddress.TryParse(host, out var address) ? address : throw new ArgumentException(
            $"'{host}' is no address of this machine; give localhost, an IP address, or * for all."),
    };
}
