using System.Management.Automation.Language;
using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>The source text of a script block, with the places of its parts.</summary>
internal sealed class ScriptSource(IScriptExtent extent)
{
    public string Text { get; } = extent.Text;

    /// <summary>The place before the closing brace.</summary>
    public FilterSpan End => new(Text.EndsWith('}') ? Text.Length - 1 : Text.Length, 0);

    public FilterSpan SpanOf(IScriptExtent part) =>
        new(Math.Clamp(part.StartOffset - extent.StartOffset, 0, Text.Length), Math.Max(0, part.EndOffset - part.StartOffset));

    public FilterSpan After(IScriptExtent part) => new(SpanOf(part).End, 0);

    public ScriptValue ValueOf(ExpressionAst expression) => new(expression.Extent.Text, SpanOf(expression.Extent), expression, IsBare: false);

    public ScriptValue ValueOf(IReadOnlyList<CommandElementAst> pieces)
    {
        var start = SpanOf(pieces[0].Extent).Start;
        var end = SpanOf(pieces[^1].Extent).End;
        return new(
            Text[start..end],
            new FilterSpan(start, end - start),
            pieces.Count == 1 ? pieces[0] as ExpressionAst : null,
            pieces[0] is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord });
    }

    public FilterError Error(IScriptExtent part, string message, string expected) => Error(SpanOf(part), message, expected);

    public static FilterError Error(FilterSpan span, string message, string expected, FilterErrorKind kind = FilterErrorKind.Syntax) =>
        new(kind, span, message, expected);

    public FilterRefusedException Refuse(IScriptExtent part, string message, string expected) => new(Error(part, message, expected));

    public static FilterRefusedException Refuse(FilterSpan span, string message, string expected) => new(Error(span, message, expected));
}

/// <summary>The operand to the right of an operator.</summary>
/// <param name="Text">Its source.</param>
/// <param name="Span">Its place.</param>
/// <param name="Expression">Its syntax tree, or null if PowerShell split it.</param>
/// <param name="IsBare">Whether it begins with a bare word.</param>
internal sealed record ScriptValue(string Text, FilterSpan Span, ExpressionAst? Expression, bool IsBare);

/// <summary>Ends the reading of a script block with an error. Never leaves <see cref="ScriptBlockFilter"/>.</summary>
internal sealed class FilterRefusedException(FilterError error) : Exception(error.Message)
{
    public FilterError Error { get; } = error;
}
