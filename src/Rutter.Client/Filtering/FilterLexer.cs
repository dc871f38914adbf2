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
