using System.Globalization;
using System.Text;

namespace Rutter.Client.Files;

/// <summary>
/// Turns a name from a server into a local file name that stays in its folder, is visible, and is valid on every operating system.
/// </summary>
public static class SafeFileName
{
    private const int LongestName = 120;
    private const int LongestExtension = 16;
    private const string Refused = "<>:\"/\\|?*";

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })];

    /// <summary>Makes the name.</summary>
    /// <param name="name">The server's name: anything, or null.</param>
    /// <param name="instead">The name to use if nothing is left of it.</param>
    /// <returns>
    /// Its last part, without control characters, path separators and characters that an operating system refuses. It does not begin with a dot, end
    /// with a dot or a space, or name a device, and has at most 120 characters.
    /// </returns>
    public static string Of(string? name, string instead)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var safe = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                continue;
            }

            safe.Append(Refused.Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var text = Trim(safe.ToString());
        if (text.StartsWith('.'))
        {
            // A name that begins with a dot is hidden.
            text = "_" + text.TrimStart('.');
        }

        text = Shorten(text);
        return text.Trim('_', ' ').Length == 0 ? instead
            : Devices.Contains(text.Split('.')[0].Trim(), StringComparer.OrdinalIgnoreCase) ? "_" + text
            : text;
    }

    private static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Trim(string text) => text.Trim().TrimEnd('.', ' ');

    // File systems count bytes: a character has up to four, and the temporary name while writing is longer.
    private static string Shorten(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= LongestName)
        {
            return text;
        }

        var extension = Path.GetExtension(text) is { Length: <= LongestExtension } found ? found : "";
        var stem = new StringBuilder();
        var left = LongestName - Encoding.UTF8.GetByteCount(extension);
        foreach (var rune in text[..^extension.Length].EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            stem.Append(rune.ToString());
        }

        return Trim(stem.ToString()) + extension;
    }
}
