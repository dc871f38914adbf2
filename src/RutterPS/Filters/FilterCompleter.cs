using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Rutter.Client.Catalog;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>
/// Completes a filter text word by word: fields, the operators that a field allows, dates, AND and OR. It returns the whole text with the next word,
/// in single quotes.
/// </summary>
public sealed class FilterCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        ScriptBlockCompleter.Register();
        var definition = fakeBoundParameters["Resource"] is string name
            ? ResourceCatalog.FindName(name)
            : CommandResource.Of(commandName) ?? ResourceCatalog.Filterable[0];
        var partial = new PartialFilter(Unquote(wordToComplete ?? ""));
        if (definition is null)
        {
            return [];
        }

        var asText = from next in Next(partial, definition)
                     where next.Word.StartsWith(partial.Word, StringComparison.OrdinalIgnoreCase)
                     select new CompletionResult(
                         $"'{CodeGeneration.EscapeSingleQuotedStringContent(partial.Before + next.Word)}'",
                         next.Word,
                         CompletionResultType.ParameterValue,
                         next.ToolTip);
        return string.IsNullOrEmpty(wordToComplete) ? asText.Concat(AsScript(definition)) : asText;
    }

    private static IEnumerable<(string Word, string ToolTip)> Next(PartialFilter partial, ResourceDefinition definition)
    {
        var field = partial.Field is null ? null : definition.FindField(partial.Field);
        return partial.Next switch
        {
            FilterPart.Field => definition.FilterableFields.Select(candidate => (candidate.ApiName, candidate.Type.ToString())),
            FilterPart.Operator =>
                FilterOperators.AllowedFor(field?.Type ?? FieldType.Number).Select(allowed => (allowed.Symbol(), ScriptOperators.Name(allowed))),
            FilterPart.Value when field?.Type == FieldType.Timestamp => Dates(),
            FilterPart.Connective =>
            [
                ("AND", "Both hold"),
                ("OR", "At least one holds"),
                .. partial.IsInParentheses ? [(")", "End of the group")] : Array.Empty<(string, string)>(),
            ],
            _ => [],
        };
    }

    private static IEnumerable<CompletionResult> AsScript(ResourceDefinition definition) =>
        from field in definition.FilterableFields
        select new CompletionResult(
            $"{{ {field.ApiName} ",
            $"{{ {field.ApiName} }}",
            CompletionResultType.ParameterValue,
            "A script block in PowerShell's operators, with variables");

    private static IEnumerable<(string Word, string ToolTip)> Dates()
    {
        var today = DateTime.UtcNow.Date;
        (DateTime Date, string ToolTip)[] offers =
            [(today, "Today, UTC"), (today.AddDays(-7), "A week ago"), (today.AddDays(1 - today.Day), "The first of this month")];
        return offers
            .DistinctBy(offer => offer.Date)
            .Select(offer => ($"\"{offer.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"", offer.ToolTip));
    }

    private static string Unquote(string word) => word switch
    {
        ['\'', .. var rest] => (rest.EndsWith('\'') ? rest[..^1] : rest).Replace("''", "'", StringComparison.Ordinal),
        _ => word,
    };
}

/// <summary>The filter that is being typed, up to the cursor.</summary>
internal sealed partial class PartialFilter
{
    public PartialFilter(string text)
    {
        var words = Words().Matches(text).Select(match => match.Value).ToList();
        var isWordBegun = words.Count > 0 && text.EndsWith(words[^1], StringComparison.Ordinal) && words[^1] is not ("(" or ")");
        Word = isWordBegun ? words[^1] : "";
        Before = text[..^Word.Length];
        foreach (var word in isWordBegun ? words[..^1] : words)
        {
            Pass(word);
        }
    }

    /// <summary>The text before the word that is being typed.</summary>
    public string Before { get; }

    /// <summary>The typed part of that word.</summary>
    public string Word { get; }

    /// <summary>What is expected as that word.</summary>
    public FilterPart Next { get; private set; }

    /// <summary>The last field before it.</summary>
    public string? Field { get; private set; }

    public bool IsInParentheses { get; private set; }

    private void Pass(string word)
    {
        if (word is "(" or ")")
        {
            IsInParentheses = word == "(";
            Next = word == "(" ? FilterPart.Field : FilterPart.Connective;
            return;
        }

        if (Next == FilterPart.Field)
        {
            Field = word;
        }

        Next = Next == FilterPart.Connective ? FilterPart.Field : Next + 1;
    }

    [GeneratedRegex("""\"[^\"]*\"?|[()]|[=~<>!]+|[^\s()=~<>!\"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}

/// <summary>What is expected next in a filter.</summary>
internal enum FilterPart
{
    /// <summary>The name of a field.</summary>
    Field,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>A value.</summary>
    Value,

    /// <summary>AND or OR.</summary>
    Connective,
}
