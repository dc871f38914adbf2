using System.Buffers;
using System.Text;
using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>Explains why a token is not allowed in its place. Used only after a filter is known to be wrong.</summary>
internal static class FilterSyntaxErrors
{
    private const string QuotedName = "A condition begins with the name of a field, which stands without quotes.";
    private const string Fields = "the name of a field, or (";
    private const string Operators = "=, ~, <, <=, > or >=";
    private const string Values = "text or a date in double quotes, or a number without quotes";

    private const string OtherQuotes = "'`\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02";

    private static readonly string[] WordsOfOtherLanguages = ["null", "true", "false"];

    /// <summary>A condition is expected here.</summary>
    public static FilterError NotAField(ReadOnlySpan<char> text, FilterToken token)
    {
        var lexeme = Slice(text, token);
        return token.Kind switch
        {
            FilterTokenKind.End when text.Trim().IsEmpty => Error(token, "The filter is empty.", Fields),
            FilterTokenKind.End => Error(token, "The filter ends where a condition should begin.", Fields),
            FilterTokenKind.ClosingParenthesis => Error(token, "A condition is missing before this parenthesis.", Fields),
            FilterTokenKind.Symbol => Error(token, $"The field is missing before '{DisplayText.Shorten(lexeme)}'.", Fields),
            FilterTokenKind.QuotedText or FilterTokenKind.UnterminatedText => Error(token, QuotedName, Fields),
            _ when OtherQuotes.Contains(lexeme[0]) => Error(token, QuotedName, Fields),
            _ when lexeme.Equals("NOT", StringComparison.OrdinalIgnoreCase) => Error(token, "The filter language has no NOT.", Fields),
            _ when FilterName.IsReserved(lexeme) => Error(token, $"A condition is missing before {lexeme}.", Fields),
            _ when IsNumeric(lexeme) => Error(token, "A condition begins with the name of a field; the value stands on the right.", Fields),
            _ => NotAName(lexeme, token),
        };
    }

    /// <summary>An operator is expected here.</summary>
    public static FilterError NotAnOperator(ReadOnlySpan<char> text, FilterToken token)
    {
        var lexeme = Slice(text, token);
        if (token.Kind is not (FilterTokenKind.Symbol or FilterTokenKind.Word))
        {
            return Error(token, "An operator is missing after the field.", Operators);
        }

        if (FilterName.IsConnective(lexeme))
        {
            return Error(token, $"An operator and a value are missing before {lexeme}.", Operators);
        }

        return FilterHints.ForOperator(lexeme) is { } hint
            ? Error(token, $"'{DisplayText.Shorten(lexeme)}' is not an operator of the filter language: {hint}.", Operators)
            : Error(token, $"'{DisplayText.Shorten(lexeme)}' is not an operator.", Operators);
    }

    /// <summary>A value is expected here.</summary>
    public static FilterError NotAValue(ReadOnlySpan<char> text, FilterToken token) => token.Kind switch
    {
        FilterTokenKind.QuotedText => ForbiddenInText(text, token),
        FilterTokenKind.UnterminatedText => Error(token, "This double quote is never closed.", "text up to a second double quote"),
        FilterTokenKind.Word => NotAWordValue(Slice(text, token), token),
        FilterTokenKind.OpeningParenthesis => Error(token, "A single value stands here, without parentheses.", Values),
        FilterTokenKind.Symbol => Error(token, $"A value is missing before '{DisplayText.Shorten(Slice(text, token))}'.", Values),
        _ => Error(token, "A value is missing after the operator.", Values),
    };

    /// <summary>After a complete condition: AND, OR, a closing parenthesis or the end is expected here.</summary>
    public static FilterError AfterCondition(ReadOnlySpan<char> text, FilterToken token, bool isInParentheses)
    {
        var lexeme = Slice(text, token);
        var expected = isInParentheses ? "AND, OR or )" : "AND, OR or the end";
        if (token.Kind == FilterTokenKind.ClosingParenthesis)
        {
            return Error(token, "No parenthesis is open that this one could close.", expected);
        }

        if (FilterHints.ForConnective(lexeme) is { } connective)
        {
            return Error(token, $"'{DisplayText.Shorten(lexeme)}' does not join conditions: write {connective}.", expected);
        }

        return token.Kind != FilterTokenKind.OpeningParenthesis && token.Span.Start > 0 && text[token.Span.Start - 1] == '"'
            ? Error(token, $"The text ended at the double quote before this. {FilterText.Refusal('"')}", expected)
            : Error(token, "AND or OR is missing before this.", expected);
    }

    /// <summary>The text ends inside parentheses.</summary>
    public static FilterError Unclosed(FilterSpan opening) =>
        new(FilterErrorKind.Syntax, opening, "This parenthesis is never closed.", "a ) behind the conditions that belong together");

    private static FilterError NotAName(ReadOnlySpan<char> lexeme, FilterToken token)
    {
        const string Allowed = "ASCII letters, digits, underscores and points, beginning with a letter or an underscore";
        if (FilterName.IndexOfForbidden(lexeme) is var index and >= 0)
        {
            var isWhole = Rune.DecodeFromUtf16(lexeme[index..], out var rune, out var length) == OperationStatus.Done;
            var shown = DisplayText.Character(isWhole ? rune.Value : lexeme[index]);
            var span = new FilterSpan(token.Span.Start + index, length);
            return new FilterError(FilterErrorKind.Syntax, span, $"The name of a field cannot hold {shown}.", Allowed);
        }

        return Error(token, "The name of a field begins with a letter or an underscore.", Allowed);
    }

    private static FilterError ForbiddenInText(ReadOnlySpan<char> text, FilterToken token)
    {
        var index = FilterText.IndexOfForbidden(Slice(text, token)[1..^1]) + 1;
        var position = token.Span.Start + index;
        return new FilterError(
            FilterErrorKind.Syntax,
            new FilterSpan(position, 1),
            FilterText.Refusal(text[position]),
            "any text without double quotes, line ends and other control characters");
    }

    private static FilterError NotAWordValue(ReadOnlySpan<char> lexeme, FilterToken token)
    {
        var shown = DisplayText.Shorten(lexeme);
        var message = lexeme switch
        {
            _ when FilterName.IsConnective(lexeme) => $"A value is missing before {shown}.",
            _ when OtherQuotes.Contains(lexeme[0]) => "Text stands in plain double quotes (\").",
            _ when WordsOfOtherLanguages.Contains(shown, StringComparer.OrdinalIgnoreCase) => $"The filter language has no {shown}.",
            _ when FilterNumber.HasShape(lexeme) => $"'{shown}' cannot be kept exactly; 28 digits always can.",
            _ when LooksLikeDate(lexeme) => $"A date stands in double quotes: \"{shown}\".",
            _ when IsNumeric(lexeme) && FilterHints.ForNumber(lexeme) is { } hint => $"'{shown}' is not a number of the filter language: {hint}.",
            _ => $"'{shown}' is not a number; text stands in double quotes.",
        };
        return Error(token, message, Values);
    }

    private static bool IsNumeric(ReadOnlySpan<char> lexeme) =>
        char.IsAsciiDigit(lexeme[0]) || (lexeme[0] is '-' or '+' or '.' && lexeme[1..].ContainsAnyInRange('0', '9'));

    private static bool LooksLikeDate(ReadOnlySpan<char> lexeme) =>
        lexeme.Length > 7 && lexeme[4] == '-' && lexeme[7] == '-' && !lexeme[..4].ContainsAnyExceptInRange('0', '9');

    private static ReadOnlySpan<char> Slice(ReadOnlySpan<char> text, FilterToken token) => text.Slice(token.Span.Start, token.Span.Length);

    private static FilterError Error(FilterToken token, string message, string expected) =>
        new(FilterErrorKind.Syntax, token.Span, message, expected);
}

/// <summary>Words of other query languages, and what this one uses instead.</summary>
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
