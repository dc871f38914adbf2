namespace Rutter.Emulator.Http;

/// <summary>
/// The target of a request. It is parsed by hand, because an escaped slash in an id must stay in its segment, which <see cref="Uri"/> does not
/// guarantee on every platform.
/// </summary>
internal sealed class RequestTarget
{
    private const string Root = "/versioned";

    private RequestTarget(string path, IReadOnlyList<string> segments, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        Path = path;
        Segments = segments;
        Parameters = parameters;
    }

    /// <summary>The path as sent, without <c>/versioned</c> where it begins with it.</summary>
    public string Path { get; }

    /// <summary>The decoded segments below <c>/versioned</c>; empty for a path that is not below it.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The decoded query parameters in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    public static RequestTarget Parse(string rawUrl)
    {
        var query = rawUrl.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? rawUrl : rawUrl[..query];
        var isBelowRoot = path.StartsWith(Root + "/", StringComparison.Ordinal);
        path = isBelowRoot ? path[Root.Length..] : path;
        return new RequestTarget(
            path,
            isBelowRoot ? [.. path[1..].Split('/').Select(Uri.UnescapeDataString)] : [],
            query < 0 ? [] : ParseQuery(rawUrl[(query + 1)..]));
    }

    private static KeyValuePair<string, string>[] ParseQuery(string query) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? new(Decode(pair), "") : new KeyValuePair<string, string>(Decode(pair[..equals]), Decode(pair[(equals + 1)..]));
        }),
    ];

    // The documented curl line writes the spaces of a filter as plus signs.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
