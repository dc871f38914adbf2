using System.Buffers;

namespace Rutter.Client.Filtering;

/// <summary>
/// Cuts a filter's text into tokens and reads each character once. It does not judge them: only the parser knows what a word means in its place,
/// and whether it is allowed there.
/// </summary>
internal ref struct FilterLexer(ReadOnlySpan<char> text)
{
    // Line ends count as space, so that a filter can span several lines.
    private const string Space = " \t\r\n";

    private const string SymbolText = "=~<>!";

    private static readonly SearchValues<char> SpaceCharacters = SearchValues.Create(Space);

    // No operator has '!'. It is here so that '!=' is one token, and gives one clear error.
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

/// <summary>A token of a filter's text.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, FilterSpan Span);

/// <summary>The kinds of token.</summary>
internal enum FilterTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary><c>(</c></summary>
    OpeningParenthesis,

    /// <summary><c>)</c></summary>
    ClosingParenthesis,

    /// <summary>A run of operator characters, even if it is not an operator.</summary>
    Symbol,

    /// <summary>Anything else up to the next space, parenthesis, quote or operator: a name, a number, AND, OR or a mistake.</summary>
    Word,

    /// <summary>Text in double quotes, with the quotes.</summary>
    QuotedText,

    /// <summary>A double quote without a closing one, and all text after it.</summary>
    UnterminatedText,
}

/// <summary>
/// What a field's name can be: ASCII letters, digits, underscores and points (for a field within a field). It does not begin with a digit or a
/// point. The documentation shows snake_case only; other names pass, because the server decides about unknown names.
/// </summary>
internal static class FilterName
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    public static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && CanBegin(text[0]) && IndexOfForbidden(text) < 0 && !IsReserved(text);

    /// <summary>The index of the first character that a name cannot hold, or -1.</summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Characters);

    /// <summary>AND, OR and NOT in any case. As a field's name, they would make a filter ambiguous.</summary>
    public static bool IsReserved(ReadOnlySpan<char> text) => IsConnective(text) || text.Equals("NOT", StringComparison.OrdinalIgnoreCase);

    /// <summary>AND or OR, in any case.</summary>
    public static bool IsConnective(ReadOnlySpan<char> text) =>
        text.Equals("AND", StringComparison.OrdinalIgnoreCase) || text.Equals("OR", StringComparison.OrdinalIgnoreCase);

    private static bool CanBegin(char first) => char.IsAsciiLetter(first) || first == '_';
}
