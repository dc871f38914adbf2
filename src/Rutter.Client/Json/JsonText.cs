using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Rutter.Client.Json;

/// <summary>
/// Makes the bytes of a JSON text valid: invalid characters become U+FFFD, as in any text decoder. One of them would otherwise make the whole
/// response unreadable.
/// </summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Removes a byte order mark, and replaces bytes that are not UTF-8 and escapes of lone surrogates.</summary>
    /// <param name="json">Any bytes.</param>
    /// <returns>The given bytes if they are valid, which is nearly always.</returns>
    public static ReadOnlyMemory<byte> Sanitize(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith(ByteOrderMark))
        {
            json = json[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(json.Span))
        {
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        }

        return ReplaceLoneSurrogates(json);
    }

    /// <summary>Replaces escapes of lone surrogates (<c>"\ud800"</c>).</summary>
    /// <param name="json">JSON in UTF-8; the result has the same length.</param>
    /// <returns>The given bytes if they are valid.</returns>
    public static ReadOnlyMemory<byte> ReplaceLoneSurrogates(ReadOnlyMemory<byte> json)
    {
        byte[]? copy = null;
        for (var at = NextEscape(json.Span, 0); at >= 0;)
        {
            var escape = json.Span[at..];
            var next = at + 2;
            if (TryReadUnit(escape, out var unit))
            {
                next = at + EscapeLength;
                if (char.IsHighSurrogate(unit) && TryReadUnit(escape[EscapeLength..], out var second) && char.IsLowSurrogate(second))
                {
                    next += EscapeLength;
                }
                else if (char.IsSurrogate(unit))
                {
                    copy ??= json.ToArray();
                    "\\ufffd"u8.CopyTo(copy.AsSpan(at));
                }
            }

            at = NextEscape(json.Span, next);
        }

        return copy ?? json;
    }

    private static int NextEscape(ReadOnlySpan<byte> json, int from) =>
        from < json.Length && json[from..].IndexOf((byte)'\\') is var offset and >= 0 ? from + offset : -1;

    private static bool TryReadUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < EscapeLength || !escape.StartsWith("\\u"u8)
            || !Utf8Parser.TryParse(escape[2..EscapeLength], out ushort value, out var length, 'x') || length != EscapeLength - 2)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
