using System.Diagnostics.CodeAnalysis;

namespace Rutter.Client.Filtering;

/// <summary>
/// Reads the filter language:
/// <code>
/// filter     = condition { ("AND" | "OR") condition }      same precedence, from left to right
/// condition  = comparison | "(" filter ")"
/// comparison = field operator value
/// operator   = "=" | "~" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
/// value      = double quote, any text without double quotes, double quote | ["-"] digits ["." digits]
/// </code>
/// Spaces, tabs and line ends are allowed between any two of these, and required between two words.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public static class FilterParser
{
    /// <summary>Parses a filter. Time and memory grow with its length only, however deep its parentheses are.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The syntax tree, or the first error with its place in the text. No text throws.</returns>
    public static FilterParseResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ParserState(text).Run();
    }
}

/// <summary>The result of parsing: a syntax tree, or an error.</summary>
public sealed class FilterParseResult
{
    internal FilterParseResult(FilterNode tree) => Tree = tree;

    internal FilterParseResult(FilterError error) => Error = error;

    /// <summary>Whether the text is a filter.</summary>
    [MemberNotNullWhen(true, nameof(Tree))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsFilter => Tree is not null;

    /// <summary>The syntax tree, or null.</summary>
    public FilterNode? Tree { get; }

    /// <summary>The first error in the text, or null.</summary>
    public FilterError? Error { get; }
}

/// <summary>One parse, from the first token to the end or the first error.</summary>
internal ref struct ParserState
{
    private readonly ReadOnlySpan<char> text;
    private FilterLexer lexer;
    private FilterToken token;
    private FilterError? error;

    // The condition read so far at the current level of parentheses, and those of the outer levels.
    private Level level;
    private Stack<Level>? outerLevels;

    public ParserState(ReadOnlySpan<char> text)
    {
        this.text = text;
        lexer = new FilterLexer(text);
        token = lexer.Next();
    }

    public FilterParseResult Run()
    {
        do
        {
            OpenParentheses();
            if (!TryReadComparison(out var comparison))
            {
                return new FilterParseResult(error!);
            }

            Add(comparison);
            CloseParentheses();
        }
        while (TryReadConnective());

        return error is null ? new FilterParseResult(level.Condition!) : new FilterParseResult(error);
    }

    private void OpenParentheses()
    {
        while (token.Kind == FilterTokenKind.OpeningParenthesis)
        {
            (outerLevels ??= new Stack<Level>()).Push(level);
            level = new Level { Opening = token.Span };
            token = lexer.Next();
        }
    }

    private void CloseParentheses()
    {
        while (token.Kind == FilterTokenKind.ClosingParenthesis && outerLevels is { Count: > 0 })
        {
            var inner = level.Condition!;
            var span = FilterSpan.Between(level.Opening.Start, token.Span.End);
            level = outerLevels.Pop();
            Add(inner is FilterCombination combination ? combination.InParentheses(span) : inner);
            token = lexer.Next();
        }
    }

    private void Add(FilterNode condition) => level.Condition = level.Condition is null
        ? condition
        : new FilterCombination(
            level.Condition,
            level.Connective,
            condition,
            span: FilterSpan.Between(level.Condition.Span.Start, condition.Span.End),
            connectiveSpan: level.ConnectiveSpan);

    private bool TryReadConnective()
    {
        if (token.Kind == FilterTokenKind.Word && Lexeme is "AND" or "OR")
        {
            level.Connective = Lexeme is "AND" ? FilterConnective.And : FilterConnective.Or;
            level.ConnectiveSpan = token.Span;
            token = lexer.Next();
            return true;
        }

        var isInParentheses = outerLevels is { Count: > 0 };
        if (token.Kind != FilterTokenKind.End)
        {
            error = FilterSyntaxErrors.AfterCondition(text, token, isInParentheses);
        }
        else if (isInParentheses)
        {
            error = FilterSyntaxErrors.Unclosed(level.Opening);
        }

        return false;
    }

    private bool TryReadComparison([NotNullWhen(true)] out FilterComparison? comparison)
    {
        comparison = null;
        var field = token;
        if (field.Kind != FilterTokenKind.Word || !FilterName.IsName(Lexeme))
        {
            error = FilterSyntaxErrors.NotAField(text, field);
            return false;
        }

        var symbol = token = lexer.Next();
        if (!FilterOperators.TryParse(Lexeme, out var comparisonOperator))
        {
            error = FilterSyntaxErrors.NotAnOperator(text, symbol);
            return false;
        }

        token = lexer.Next();
        if (!TryReadValue(out var value))
        {
            error = FilterSyntaxErrors.NotAValue(text, token);
            return false;
        }

        comparison = new FilterComparison(Slice(field).ToString(), comparisonOperator, value, field.Span, symbol.Span);
        token = lexer.Next();
        return true;
    }

    private readonly bool TryReadValue([NotNullWhen(true)] out FilterValue? value)
    {
        value = null;
        if (token.Kind == FilterTokenKind.QuotedText)
        {
            var content = Lexeme[1..^1];
            value = FilterText.IndexOfForbidden(content) < 0 ? new FilterValue(FilterValueKind.Text, content.ToString(), 0, token.Span) : null;
        }
        else if (token.Kind == FilterTokenKind.Word && FilterNumber.HasShape(Lexeme) && FilterNumber.TryReadExactly(Lexeme, out var number))
        {
            value = new FilterValue(FilterValueKind.Number, Lexeme.ToString(), number, token.Span);
        }

        return value is not null;
    }

    private readonly ReadOnlySpan<char> Lexeme => Slice(token);

    private readonly ReadOnlySpan<char> Slice(FilterToken token) => text.Slice(token.Span.Start, token.Span.Length);

    private struct Level
    {
        public FilterSpan Opening;
        public FilterNode? Condition;
        public FilterConnective Connective;
        public FilterSpan ConnectiveSpan;
    }
}
