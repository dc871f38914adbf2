using System.Globalization;
using System.Text;

namespace Rutter.Client.Transport;

/// <summary>
/// Makes text from a server fit for a screen: no terminal escapes, no line breaks, no characters that reorder what is shown.
/// </summary>
public static class DisplayText
{
    private const int LongestMessage = 2000;

    /// <summary>Replaces what could steer a terminal by a visible mark, line breaks by spaces, and cuts what is endless.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>One line of at most 2,000 characters; empty for null.</returns>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(Math.Min(text.Length, LongestMessage));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= LongestMessage)
            {
                return clean.Append('…').ToString();
            }

            clean.Append(rune.Value switch
            {
                '\t' or '\n' or '\r' => " ",
                _ when IsHostile(rune) => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return clean.ToString();
    }

    private static bool IsHostile(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
