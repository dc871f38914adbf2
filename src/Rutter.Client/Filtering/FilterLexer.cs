using System.Buffers;

namespace Rutter.Client.Filtering;

/// <summary>
/// Cuts a filter's text into pieces, each character looked at once. It judges nothing: what a word means, and whether it may stand
/// where it stands, depends on the place, which only the parser knows.
/// </summary>
internal ref struct FilterLexer(ReadOnlySpan<char> text)
{
    // Line ends count as space so that a filter can be written over several lines.
    private const string Space = " \t\r\n";

    private const string SymbolText = "=~<>!";

    private static readonly SearchValues<char> SpaceCharacters = SearchValues.Create(Space);

    // '!' is in no operator: it is here so that '!=' is one piece, and one clear error.
    private static readonly SearchValues<char> SymbolCharacters = SearchValues.Create(SymbolText);

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(Space + SymbolText + "()\"");

    private readonly ReadOnlySpan<char> text = text;
    private int position;

    public FilterToken Next()
    {
        position += LengthOf(SpaceCharacters);
        if (position == text.Length)
        {
            return new FilterToken(FilterTokenKind.End, new FilterSpan(position, 0));
        }

        return text[position] switch
        {
            '(' => Take(FilterTokenKind.OpeningParenthesis, 1),
            ')' => Take(FilterTokenKind.ClosingParenthesis, 1),
            '"' => TakeText(),
            var first when SymbolCharacters.Contains(first) => Take(FilterTokenKind.Symbol, LengthOf(SymbolCharacters)),
            _ => Take(FilterTokenKind.Word, LengthUntil(WordEnds)),
        };
    }

    private FilterToken TakeText()
    {
        var closing = text[(position + 1)..].IndexOf('"');
        return closing < 0
            ? Take(FilterTokenKind.UnterminatedText, text.Length - position)
            : Take(FilterTokenKind.QuotedText, closing + 2);
    }

    private FilterToken Take(FilterTokenKind kind, int length)
    {
        var token = new FilterToken(kind, new FilterSpan(position, length));
        position += length;
        return token;
    }

    private readonly int LengthOf(SearchValues<char> characters) =>
        text[position..].IndexOfAnyExcept(characters) is var length and >= 0 ? length : text.Length - position;

    private readonly int LengthUntil(SearchValues<char> ends) =>
        text[position..].IndexOfAny(ends) is var length and >= 0 ? length : text.Length - position;
}

/// <summary>A piece of a filter's text.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, FilterSpan Span);

/// <summary>The pieces that a filter's text falls into.</summary>
internal enum FilterTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary><c>(</c></summary>
    OpeningParenthesis,

    /// <summary><c>)</c></summary>
    ClosingParenthesis,

    /// <summary>A run of operator characters, whether or not it is an operator.</summary>
    Symbol,

    /// <summary>A run of anything else up to the next space, parenthesis, quote or operator: a name, a number, AND, OR or a mistake.</summary>
    Word,

    /// <summary>Text between double quotes, quotes included.</summary>
    QuotedText,

    /// <summary>A double quote that no other follows, and all behind it.</summary>
    UnterminatedText,
}

/// <summary>
/// What can be a field's name: ASCII letters, digits, underscores and points (for a field within a field), not beginning with a
/// digit or a point. The documentation shows snake_case only; more is let through, because an unknown name is the server's to judge.
/// </summary>
internal static class FilterName
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    public static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && CanBegin(text[0]) && IndexOfForbidden(text) < 0 && !IsReserved(text);

    /// <summary>The first character that no name can hold, or -1.</summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Characters);

    /// <summary>The words of logic in any case: a field of such a name would make a filter ambiguous to its reader.</summary>
    public static bool IsReserved(ReadOnlySpan<char> text) => IsConnective(text) || text.Equals("NOT", StringComparison.OrdinalIgnoreCase);

    /// <summary>AND or OR, in any case.</summary>
    public static bool IsConnective(ReadOnlySpan<char> text) =>
        text.Equals("AND", StringComparison.OrdinalIgnoreCase) || text.Equals("OR", StringComparison.OrdinalIgnoreCase);

    private static bool CanBegin(char first) => char.IsAsciiLetter(first) || first == '_';
}
