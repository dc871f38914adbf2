using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;
using RutterPS.Filters;

namespace RutterPS.Resources;

/// <summary>Completes the sortable fields of a list, with both directions.</summary>
public sealed class SortCompleter : IArgumentCompleter
{
    private static readonly string[] Directions = ["ASC", "DESC"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(
            from field in CommandResource.Of(commandName)?.FilterableFields ?? []
            from direction in Directions
            select ($"{field.ApiName} {direction}", $"By {field.ApiName}, {(direction == "ASC" ? "lowest first" : "highest first")}"),
            wordToComplete);
}
