namespace Rutter.Client.Transport;

/// <summary>Turns a person's path into one below the base address, so that it cannot reach another host or leave the API.</summary>
public static class RequestPath
{
    /// <summary>Checks a path and percent-encodes its segments. Parts that are percent-encoded already stay as they are.</summary>
    /// <param name="path">For example <c>/accounting/accounts</c>; the leading slash is optional.</param>
    /// <returns>The path without a leading slash, for <see cref="RutterRequest.Path"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The path is an absolute address, or has a query or fragment, an empty segment, <c>.</c> or <c>..</c>, a backslash or a control character.
    /// </exception>
    public static string Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.IndexOfAny(['?', '#']) is var position and >= 0)
        {
            throw new ArgumentException(
                $"The path has a '{path[position]}' at position {position + 1}. "
                + "Give what follows a '?' as query parameters; write a '#' of an id as %23.",
                nameof(path));
        }

        if (path.Contains('\\', StringComparison.Ordinal))
        {
            throw new ArgumentException("The path has a backslash; segments are separated by '/'.", nameof(path));
        }

        var segments = (path.StartsWith('/') ? path[1..] : path).Split('/');
        if (segments[0].EndsWith(':') || segments is ["", not "", ..])
        {
            throw new ArgumentException(
                "The path is an absolute address. Give the part below the session's base address, such as /accounting/accounts.", nameof(path));
        }

        return string.Join('/', segments.Select(Encode));
    }

    private static string Encode(string segment)
    {
        if (segment.Length == 0)
        {
            throw new ArgumentException("The path is empty, has two slashes in a row, or ends in one.", nameof(segment));
        }

        var meant = Uri.UnescapeDataString(segment);
        RequireHarmless(segment, meant);
        return Uri.EscapeDataString(meant);
    }

    // A proxy may decode once more than the server, and take an encoded slash for a real one.
    private static void RequireHarmless(string segment, string decoded)
    {
        for (var previous = segment; ; previous = decoded, decoded = Uri.UnescapeDataString(decoded))
        {
            if (decoded.Any(char.IsControl))
            {
                throw new ArgumentException("The path holds a control character, such as a line break.", nameof(segment));
            }

            if (decoded.Split('/', '\\').Any(part => part is "." or ".."))
            {
                throw new ArgumentException("The path has a '.' or '..' segment, which would leave the place that it names.", nameof(segment));
            }

            if (decoded == previous)
            {
                return;
            }
        }
    }
}

/// <summary>Turns an id into one path segment, so that it cannot reach another endpoint.</summary>
internal static class PathSegment
{
    /// <summary>Percent-encodes a Rutter id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">
    /// The id is empty, <c>.</c> or <c>..</c>, or has a control character or one of <c>/ ? # \</c>.
    /// </exception>
    public static string FromRutterId(string id)
    {
        RequireSegment(id);
        return id.IndexOfAny(['/', '?', '#', '\\']) is var position and >= 0
            ? throw new ArgumentException($"The id has a '{id[position]}' at position {position + 1}, which no Rutter id has.", nameof(id))
            : Uri.EscapeDataString(id);
    }

    /// <summary>Percent-encodes a platform's own id, which may have any printable character.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The id is empty, <c>.</c> or <c>..</c>, or has a control character.</exception>
    public static string FromPlatformId(string id)
    {
        RequireSegment(id);
        return Uri.EscapeDataString(id);
    }

    private static void RequireSegment(string id)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException("The id is empty.", nameof(id));
        }

        if (id is "." or "..")
        {
            throw new ArgumentException($"'{id}' is a path, not an id.", nameof(id));
        }

        if (id.Any(char.IsControl))
        {
            throw new ArgumentException("The id holds a control character, such as a line break.", nameof(id));
        }
    }
}
