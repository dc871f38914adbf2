using System.Buffers;

namespace Rutter.Client.Filtering;

/// <summary>What people bring from other languages, and what this one has in its place.</summary>
internal static class FilterHints
{
    private const string WriteStartsWith = "write ~, which finds words that start with the text";
    private const string NoNegation = "there is no 'not equal', ask for what is wanted on both sides with < and >";

    private static readonly SearchValues<char> ScientificNotation = SearchValues.Create("0123456789.-+eE");

    public static string? ForOperator(ReadOnlySpan<char> lexeme) => Lower(lexeme) switch
    {
        "==" or "===" or "-eq" or "eq" or "is" => "write =",
        "=>" or "-ge" or "ge" => "write >=",
        "=<" or "-le" or "le" => "write <=",
        "-gt" or "gt" => "write >",
        "-lt" or "lt" => "write <",
        "=~" or "~=" or "-like" or "like" or "-match" or "contains" => WriteStartsWith,
        "!=" or "<>" or "!~" or "-ne" or "ne" or "not" => NoNegation,
        "in" or "-in" => "write one = for each value, joined by OR",
        "between" => "write >= and <=, joined by AND",
        _ => null,
    };

    public static string? ForConnective(ReadOnlySpan<char> lexeme) => Lower(lexeme) switch
    {
        "and" or "-and" or "&&" or "&" or "," => "AND",
        "or" or "-or" or "||" or "|" => "OR",
        _ => null,
    };

    public static string? ForNumber(ReadOnlySpan<char> lexeme) => lexeme switch
    {
        ['+', ..] => "write it without the plus",
        ['.', ..] or [.., '.'] or ['-', '.', ..] => "digits stand on both sides of the point",
        [.., ','] or [.., ';'] => "AND or OR joins conditions",
        _ when lexeme.Contains(',') => "a point separates the decimals, and nothing the thousands",
        _ when lexeme.ContainsAny('e', 'E') && !lexeme.ContainsAnyExcept(ScientificNotation) => "write it without an exponent",
        _ => null,
    };

    private static string Lower(ReadOnlySpan<char> lexeme)
    {
        const int LongestKnown = 8;
        return lexeme.Length > LongestKnown ? "" : lexeme.ToString().ToLowerInvariant();
    }
}
