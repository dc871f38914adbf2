using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using RutterPS.Resources;

namespace RutterPS.Filters;

/// <summary>
/// Completes a filter as text, word by word: fields, the operators that a field allows, dates, AND and OR. It gives the whole text with the
/// next word, in single quotes.
/// </summary>
public sealed class FilterCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        ScriptBlockCompleter.Register();
        var definition = fakeBoundParameters["Resource"] is string name ? ResourceCatalog.OfName(name) : ResourceCatalog.OfCommand(commandName) ?? ResourceCatalog.Filterable[0];
        var begun = new BegunFilter(Unquote(wordToComplete ?? ""));
        if (definition is null)
        {
            return [];
        }

        var asText = from next in Next(begun, definition)
                     where next.Word.StartsWith(begun.Word, StringComparison.OrdinalIgnoreCase)
                     select new CompletionResult(
                         $"'{CodeGeneration.EscapeSingleQuotedStringContent(begun.Before + next.Word)}'", next.Word, CompletionResultType.ParameterValue, next.ToolTip);
        return string.IsNullOrEmpty(wordToComplete) ? asText.Concat(AsScript(definition)) : asText;
    }

    private static IEnumerable<(string Word, string ToolTip)> Next(BegunFilter begun, ResourceDefinition definition)
    {
        var field = begun.Field is null ? null : definition.FindField(begun.Field);
        return begun.Place switch
        {
            FilterPlace.Field => definition.Fields.Where(candidate => candidate.IsFilterable).Select(candidate => (candidate.ApiName, candidate.Type.ToString())),
            FilterPlace.Operator => FilterOperators.AllowedFor(field?.Type ?? FieldType.Number).Select(allowed => (allowed.Symbol(), ScriptOperators.Name(allowed))),
            FilterPlace.Value when field?.Type == FieldType.Timestamp => Dates(),
            FilterPlace.Connective => [("AND", "Both hold"), ("OR", "At least one holds"), .. begun.IsInParentheses ? [(")", "End of what belongs together")] : Array.Empty<(string, string)>()],
            _ => [],
        };
    }

    private static IEnumerable<CompletionResult> AsScript(ResourceDefinition definition) =>
        from field in definition.Fields
        where field.IsFilterable
        select new CompletionResult($"{{ {field.ApiName} ", $"{{ {field.ApiName} }}", CompletionResultType.ParameterValue, "A script block in PowerShell's operators, with variables");

    private static IEnumerable<(string Word, string ToolTip)> Dates()
    {
        var today = DateTime.UtcNow.Date;
        return new (DateTime Date, string ToolTip)[] { (today, "Today, UTC"), (today.AddDays(-7), "A week ago"), (today.AddDays(1 - today.Day), "The first of this month") }
            .DistinctBy(offer => offer.Date)
            .Select(offer => ($"\"{offer.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"", offer.ToolTip));
    }

    private static string Unquote(string word) => word switch
    {
        ['\'', .. var rest] => (rest.EndsWith('\'') ? rest[..^1] : rest).Replace("''", "'", StringComparison.Ordinal),
        _ => word,
    };
}
