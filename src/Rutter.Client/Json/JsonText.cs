using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Rutter.Client.Json;

/// <summary>Makes JSON of others readable as text: half a surrogate pair or invalid UTF-8 would otherwise break whatever reads the string.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    /// <summary>Puts U+FFFD in the place of what is no character.</summary>
    /// <param name="json">JSON in UTF-8, as far as it is.</param>
    /// <returns>The same bytes where nothing is to be replaced.</returns>
    public static ReadOnlyMemory<byte> Sanitize(ReadOnlyMemory<byte> json)
    {
        var isValid = Utf8.IsValid(json.Span);
        if (isValid && json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0)
        {
            return json;
        }

        var text = Encoding.UTF8.GetString(json.Span);
        return Encoding.UTF8.GetBytes(ReplaceHalves(text));
    }

    private static string ReplaceHalves(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = 1;
            if (text[i] == '\\')
            {
                var first = EscapeAt(text, i);
                length = first is null ? Math.Min(2, text.Length - i) : EscapeLength;
                if (first is { } unit && char.IsSurrogate(unit))
                {
                    var isPair = char.IsHighSurrogate(unit) && EscapeAt(text, i + EscapeLength) is { } second && char.IsLowSurrogate(second);
                    if (!isPair)
                    {
                        result.Append("\\uFFFD");
                        i += EscapeLength;
                        continue;
                    }

                    length = 2 * EscapeLength;
                }
            }

            result.Append(text, i, length);
            i += length;
        }

        return result.ToString();
    }

    private static char? EscapeAt(string text, int at) =>
        at + EscapeLength <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && ushort.TryParse(text.AsSpan(at + 2, EscapeLength - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
