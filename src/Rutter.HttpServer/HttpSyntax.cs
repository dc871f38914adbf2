using System.Buffers;
using System.Globalization;

namespace Rutter.HttpServer;

/// <summary>The allowed characters of each part. Sources: RFC 9110, sections 5.5 and 5.6; RFC 9112, sections 3 and 7; RFC 3986.</summary>
internal static class HttpSyntax
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private static readonly SearchValues<byte> TokenBytes = BytesOf(Letters + Digits + "!#$%&'*+-.^_`|~");
    private static readonly SearchValues<byte> ValueBytes = SearchValues.Create([(byte)'\t', .. Range(0x20, 0x7E), .. Range(0x80, 0xFF)]);
    private static readonly SearchValues<byte> PathBytes = BytesOf(Letters + Digits + "-._~!$&'()*+,;=:@/%");

    // Accepts characters that curl and others send unescaped in a query, because they are not ambiguous.
    private static readonly SearchValues<byte> QueryBytes = SearchValues.Create([.. Range(0x21, 0x7E).Where(value => value != '#')]);
    private static readonly SearchValues<byte> HostBytes = BytesOf(Letters + Digits + "-._~");
    private static readonly SearchValues<byte> AddressBytes = BytesOf("abcdefABCDEF" + Digits + ":.");

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenBytes);

    public static bool IsFieldValue(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(ValueBytes);

    /// <summary>Whether a text is a path from the root, with or without a query.</summary>
    public static bool IsPathAndQuery(ReadOnlySpan<byte> text)
    {
        var mark = text.IndexOf((byte)'?');
        var path = mark < 0 ? text : text[..mark];
        return path is [(byte)'/', ..]
            && !path.ContainsAnyExcept(PathBytes)
            && HasWholeEscapes(path)
            && (mark < 0 || !text[(mark + 1)..].ContainsAnyExcept(QueryBytes));
    }

    /// <summary>Whether a text is a host with or without a port: no user, no path, not empty.</summary>
    public static bool IsAuthority(ReadOnlySpan<byte> text)
    {
        var colon = text.LastIndexOf((byte)':');
        var bracket = text.LastIndexOf((byte)']');
        var host = colon > bracket ? text[..colon] : text;
        if (colon > bracket && !(ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return false;
        }

        return host is [(byte)'[', .. { Length: > 1 } address, (byte)']']
            ? !address.ContainsAnyExcept(AddressBytes)
            : !host.IsEmpty && !host.ContainsAnyExcept(HostBytes);
    }

    public static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);

    private static bool HasWholeEscapes(ReadOnlySpan<byte> text)
    {
        for (var percent = text.IndexOf((byte)'%'); percent >= 0; percent = text.IndexOf((byte)'%'))
        {
            if (text.Length < percent + 3 || !char.IsAsciiHexDigit((char)text[percent + 1]) || !char.IsAsciiHexDigit((char)text[percent + 2]))
            {
                return false;
            }

            text = text[(percent + 3)..];
        }

        return true;
    }

    private static SearchValues<byte> BytesOf(string characters) => SearchValues.Create([.. characters.Select(character => (byte)character)]);

    private static IEnumerable<byte> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(value => (byte)value);
}
