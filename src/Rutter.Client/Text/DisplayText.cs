using System.Globalization;
using System.Text;

namespace Rutter.Client.Text;

/// <summary>
/// Makes text of others fit for a screen: no terminal escapes, no line breaks, no characters that reorder what is shown.
/// </summary>
public static class DisplayText
{
    /// <summary>Stands where something was left out of the middle of a sentence.</summary>
    internal const string Ellipsis = "...";

    private const int LongestMessage = 2000;
    private const int LongestPiece = 40;

    /// <summary>Replaces what could steer a terminal by a visible mark, line breaks by spaces, and cuts what is endless.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>One line of at most 2,000 characters; empty for null.</returns>
    public static string Clean(string? text) => Replace(text, LongestMessage);

    /// <summary>The same for a text of several lines, which keeps its line breaks: for what shows a filter and marks a place in it.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>Lines of at most 2,000 characters; empty for null.</returns>
    public static string CleanLines(string? text) => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(Clean));

    /// <summary>A piece of what a person wrote, for the middle of a sentence.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line: at most 40 characters of the text, and three points where there are more.</returns>
    public static string Shorten(ReadOnlySpan<char> text) =>
        text.Length > LongestPiece ? Safe(text[..LongestPiece]) + Ellipsis : Safe(text);

    /// <summary>The whole text, with a stand-in of the same width for every character that would move, hide or reorder what is around it.</summary>
    internal static string Safe(ReadOnlySpan<char> text) => Replace(text, int.MaxValue);

    /// <summary>A single character: itself where it can be seen and told apart, else its code point.</summary>
    internal static string Character(int codePoint) =>
        codePoint is > ' ' and <= '~' ? $"'{(char)codePoint}'" : $"U+{codePoint:X4}";

    private static string Replace(ReadOnlySpan<char> text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= longest)
            {
                return clean.Append('…').ToString();
            }

            var shown = rune.Value is '\t' or '\n' or '\r' ? new Rune(' ') : IsHostile(rune) ? Rune.ReplacementChar : rune;
            clean.Append(shown.ToString());
        }

        return clean.ToString();
    }

    private static bool IsHostile(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
