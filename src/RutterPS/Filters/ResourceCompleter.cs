using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json;
using Rutter.Client.Catalog;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>Completes the kinds of object that can be filtered.</summary>
public sealed class ResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(
            from definition in ResourceCatalog.Filterable
            let fields = string.Join(", ", definition.FilterableFields.Select(field => field.ApiName))
            select (JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Noun), fields),
            wordToComplete);
}
