using System.Globalization;
using System.Text;

namespace Rutter.Client.Text;

/// <summary>
/// Makes foreign text safe to display: without terminal escapes, line breaks, and characters that change the order of the text.
/// </summary>
public static class DisplayText
{
    /// <summary>Marks omitted text.</summary>
    internal const string Ellipsis = "...";

    private const int LongestMessage = 2000;
    private const int LongestPiece = 40;

    /// <summary>Replaces control characters with a visible mark and line breaks with spaces, and cuts long text.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>One line of at most 2,000 characters; empty for null.</returns>
    public static string Clean(string? text) => Replace(text, LongestMessage);

    /// <summary>Does the same for a text of several lines, and keeps its line breaks.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>Lines of at most 2,000 characters; empty for null.</returns>
    public static string CleanLines(string? text) => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(Clean));

    /// <summary>Shortens a person's input for use in a sentence.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line: at most 40 characters of the text, and an ellipsis if there are more.</returns>
    public static string Shorten(ReadOnlySpan<char> text) =>
        text.Length > LongestPiece ? Safe(text[..LongestPiece]) + Ellipsis : Safe(text);

    /// <summary>The whole text, with a substitute of the same width for each character that would move, hide or reorder others.</summary>
    internal static string Safe(ReadOnlySpan<char> text) => Replace(text, int.MaxValue);

    /// <summary>A single character: itself if it is visible and distinct, else its code point.</summary>
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
