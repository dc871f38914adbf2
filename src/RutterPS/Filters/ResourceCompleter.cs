using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;
using RutterPS.Resources;

namespace RutterPS.Filters;

/// <summary>Completes the kinds of object that can be filtered.</summary>
public sealed class ResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(
            ResourceCatalog.Filterable.Select(definition => (definition.ItemKey, string.Join(", ", definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName)))),
            wordToComplete);
}
