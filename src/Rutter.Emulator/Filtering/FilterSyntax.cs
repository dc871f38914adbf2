using System.Globalization;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Filtering;

/// <summary>A token of a filter.</summary>
/// <param name="Text">The token's text; a quoted text without its quotes.</param>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="IsQuoted">Whether it was in double quotes.</param>
internal readonly record struct FilterToken(string Text, int Start, bool IsQuoted)
{
    public bool IsEnd => !IsQuoted && Text.Length == 0;

    public bool Is(string text) => !IsQuoted && Text == text;
}

/// <summary>A field, an operator and a value.</summary>
internal sealed record FilterCondition(FilterToken Field, FilterToken Operator, FilterToken Value);

/// <summary>
/// Reads the filter language into postfix order: conditions, and behind two of them the connective that joins them. Brackets and connectives are kept
/// on a stack of their own, because a filter may be nested deeper than recursion can go. AND and OR bind equally, from left to right. Source: public
/// page "Basics", heading "Filtering Objects".
/// </summary>
internal sealed class FilterSyntax
{
    private static readonly string[] Operators = ["=", "~", "<", "<=", ">", ">="];

    private readonly string text;
    private readonly List<object> output = [];
    private readonly Stack<FilterToken> pending = new();
    private int position;

    private FilterSyntax(string text) => this.text = text;

    /// <summary>Reads a filter.</summary>
    /// <returns>Each a <see cref="FilterCondition"/>, or the text <c>AND</c> or <c>OR</c>.</returns>
    /// <exception cref="ApiError">The text is no filter.</exception>
    public static IReadOnlyList<object> Parse(string text) => new FilterSyntax(text).Parse();

    /// <summary>The error for a place in a filter.</summary>
    public static ApiError Invalid(int start, string message) =>
        ApiError.BadRequest("INVALID_FILTER", $"The filter is invalid at column {start + 1}: {message}");

    private List<object> Parse()
    {
        while (true)
        {
            var token = Next();
            if (token.Is("("))
            {
                pending.Push(token);
                continue;
            }

            output.Add(Condition(token));
            token = Next();
            while (token.Is(")"))
            {
                Close(token);
                token = Next();
            }

            if (token.IsEnd)
            {
                return Finish();
            }

            if (!token.Is("AND") && !token.Is("OR"))
            {
                throw Invalid(token.Start, $"AND, OR or the end must stand here, not '{token.Text}'.");
            }

            Join();
            pending.Push(token);
        }
    }

    private FilterCondition Condition(FilterToken field)
    {
        if (field.IsEnd || field.IsQuoted || !(char.IsLetter(field.Text[0]) || field.Text[0] == '_'))
        {
            throw Invalid(field.Start, "a field must stand here.");
        }

        var symbol = Next();
        if (symbol.IsQuoted || !Operators.Contains(symbol.Text))
        {
            throw Invalid(symbol.Start, $"an operator must stand here: {string.Join(", ", Operators)}.");
        }

        var value = Next();
        return value.IsQuoted || IsNumber(value.Text)
            ? new FilterCondition(field, symbol, value)
            : throw Invalid(value.Start, "a number or a value in double quotes must stand here.");
    }

    // AND and OR have the same precedence, so the earlier one is done first.
    private void Join()
    {
        if (pending.TryPeek(out var before) && !before.Is("("))
        {
            output.Add(pending.Pop().Text);
        }
    }

    private void Close(FilterToken bracket)
    {
        Join();
        if (!pending.TryPop(out _))
        {
            throw Invalid(bracket.Start, "no parenthesis is open here.");
        }
    }

    private List<object> Finish()
    {
        Join();
        return pending.TryPeek(out var open) ? throw Invalid(open.Start, "the parenthesis is never closed.") : output;
    }

    private FilterToken Next()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n')
        {
            position++;
        }

        var start = position;
        if (start == text.Length)
        {
            return new FilterToken("", start, false);
        }

        if (text[start] == '"')
        {
            var end = text.IndexOf('"', start + 1);
            position = end < 0 ? throw Invalid(start, "the text has no closing quote.") : end + 1;
            return new FilterToken(text[(start + 1)..end], start, true);
        }

        if (text[start] is '(' or ')')
        {
            position++;
        }
        else
        {
            var isSymbol = IsSymbol(text[start]);
            while (position < text.Length && !IsEdge(text[position]) && IsSymbol(text[position]) == isSymbol)
            {
                position++;
            }
        }

        return new FilterToken(text[start..position], start, false);
    }

    private static bool IsEdge(char c) => c is ' ' or '\t' or '\r' or '\n' or '(' or ')' or '"';

    private static bool IsSymbol(char c) => c is '=' or '~' or '<' or '>' or '!';

    private static bool IsNumber(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(text[0]) || text[0] == '-')
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
