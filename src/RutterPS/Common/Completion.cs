using System.Management.Automation;
using System.Management.Automation.Language;

namespace RutterPS.Common;

/// <summary>Makes completion results for values that start with the typed word, quoted where necessary.</summary>
internal static class Completion
{
    public static IEnumerable<CompletionResult> Matching(IEnumerable<(string Value, string ToolTip)> candidates, string? typed)
    {
        var prefix = (typed ?? "").Trim('\'', '"');
        return from candidate in candidates
               where candidate.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(Quote(candidate.Value), candidate.Value, CompletionResultType.ParameterValue, candidate.ToolTip);
    }

    /// <summary>Writes a value as an argument of a command.</summary>
    public static string Quote(string value) =>
        value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
