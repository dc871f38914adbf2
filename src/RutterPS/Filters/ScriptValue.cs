using System.Management.Automation.Language;
using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>What stands on the right of an operator.</summary>
/// <param name="Text">Its source.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Expression">Its syntax, or null where PowerShell cut it into several pieces.</param>
/// <param name="IsBare">Whether it begins with a bare word.</param>
internal sealed record ScriptValue(string Text, FilterSpan Span, ExpressionAst? Expression, bool IsBare);
