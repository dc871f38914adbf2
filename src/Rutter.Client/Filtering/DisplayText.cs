using System.Globalization;
using System.Text;

namespace Rutter.Client.Filtering;

/// <summary>Makes pieces of a filter fit to stand in a message: on one line, and without characters that act on a screen.</summary>
internal static class DisplayText
{
    /// <summary>Stands where something was left out.</summary>
    public const string Ellipsis = "...";

    private const int MaximumLength = 40;

    /// <summary>A piece of a filter for the middle of a sentence.</summary>
    public static string Shorten(ReadOnlySpan<char> text) =>
        text.Length > MaximumLength ? Safe(text[..MaximumLength]) + Ellipsis : Safe(text);

    /// <summary>The text with a stand-in for every character that would move, hide or reorder what is around it.</summary>
    public static string Safe(ReadOnlySpan<char> text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append((rune.Value is '\t' or '\r' or '\n' ? new Rune(' ') : IsHostile(rune) ? Rune.ReplacementChar : rune).ToString());
        }

        return safe.ToString();
    }

    /// <summary>A single character: itself where it can be seen and told apart, else its code point.</summary>
    public static string Character(int codePoint) =>
        codePoint is > ' ' and <= '~' ? $"'{(char)codePoint}'" : $"U+{codePoint:X4}";

    private static bool IsHostile(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
