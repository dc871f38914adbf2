namespace Rutter.Client.Transport;

/// <summary>Turns an id into one segment of a path, so that no id can reach another endpoint.</summary>
internal static class PathSegment
{
    /// <summary>Percent-encodes an id that Rutter generated.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">Empty, <c>.</c>, <c>..</c>, a control character, or one of <c>/ ? # \</c>, which no such id has.</exception>
    public static string FromRutterId(string id)
    {
        RequireSegment(id);
        return id.IndexOfAny(['/', '?', '#', '\\']) is var position and >= 0
            ? throw new ArgumentException($"The id has a '{id[position]}' at position {position + 1}, which no Rutter id has.", nameof(id))
            : Uri.EscapeDataString(id);
    }

    /// <summary>Percent-encodes an id of the underlying platform, which may hold any printable character.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">Empty, <c>.</c>, <c>..</c>, or a control character.</exception>
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
