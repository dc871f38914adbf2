namespace Rutter.Client.Json;

/// <summary>
/// Half of a surrogate pair, as JSON's escapes can write it (<c>"\ud800"</c>). .NET has no text for it: its reader throws where such a string is read.
/// </summary>
internal static class LoneSurrogates
{
    // \ufffd, the replacement character.
    private static ReadOnlySpan<byte> Replacement => "fffd"u8;

    /// <summary>The same JSON, with the replacement character in the place of each half that stands alone.</summary>
    /// <param name="json">JSON in UTF-8, of the same length afterwards.</param>
    /// <returns>The given memory itself where there is nothing to replace.</returns>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        byte[]? copy = null;
        var span = json.Span;
        var at = 0;
        while (span[at..].IndexOf((byte)'\\') is >= 0 and var next)
        {
            at += next;
            if (EscapedUnit(span, at) is not { } unit || !char.IsSurrogate(unit))
            {
                // An escaped backslash takes the one behind it along.
                at = Math.Min(at + 2, span.Length);
            }
            else if (char.IsHighSurrogate(unit) && EscapedUnit(span, at + 6) is { } second && char.IsLowSurrogate(second))
            {
                at += 12;
            }
            else
            {
                copy ??= json.ToArray();
                Replacement.CopyTo(copy.AsSpan(at + 2));
                at += 6;
            }
        }

        return copy ?? json;
    }

    /// <summary>The UTF-16 unit that an escape of six bytes stands for, or null where there is none.</summary>
    private static char? EscapedUnit(ReadOnlySpan<byte> json, int at)
    {
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
        {
            return null;
        }

        var unit = 0;
        foreach (var digit in json.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return null;
            }

            unit = (unit << 4) | Convert.ToInt32(((char)digit).ToString(), 16);
        }

        return (char)unit;
    }
}
