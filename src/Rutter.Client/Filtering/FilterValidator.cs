using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>Parses and checks a filter in one step. A text that passes can be sent unchanged.</summary>
public static class FilterCheck
{
    /// <summary>Parses a filter and checks it against a kind of object.</summary>
    /// <param name="text">Any text; none throws.</param>
    /// <param name="definition">The kind of object.</param>
    /// <returns>The syntax tree with its errors and warnings, or the syntax error.</returns>
    public static FilterVerdict Run(string text, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var result = FilterParser.Parse(text);
        return result.IsFilter ? FilterValidator.Validate(result.Tree, definition, text)
            : new FilterVerdict(text, definition.ItemKey, null, null, [result.Error], []);
    }
}

/// <summary>Checks a syntax tree against the fields of an object. Source: "Basics", heading "Filtering Objects".</summary>
public static class FilterValidator
{
    /// <summary>
    /// Checks every comparison. Errors: a field that the API does not filter by or spells differently, an operator or kind of value that the field's
    /// type does not allow, a timestamp that is not ISO 8601. Warnings: an unknown field (the API may have added it, so it passes), and AND and OR
    /// mixed without parentheses.
    /// </summary>
    /// <param name="tree">Any tree, however deep.</param>
    /// <param name="definition">The object that the filter is for.</param>
    /// <param name="text">The text that it was parsed from; without it, the tree is printed.</param>
    /// <returns>The tree with its errors and warnings.</returns>
    public static FilterVerdict Validate(FilterNode tree, ResourceDefinition definition, string? text = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(definition);
        var comparisons = new ComparisonCheck(definition);
        var warnings = comparisons.Warnings;
        foreach (var node in tree.PostOrder())
        {
            if (node is FilterComparison comparison)
            {
                comparisons.Check(comparison);
            }
            else if (node is FilterCombination combination && IsFirstSwitch(combination))
            {
                warnings.Add(SwitchWarning(combination));
            }
        }

        text ??= FilterPrinter.Print(tree);
        return new FilterVerdict(
            text, definition.ItemKey, text, tree, comparisons.Errors, warnings.Count > 1 ? warnings.OrderBy(warning => warning.Position) : warnings);
    }

    private static FilterWarning SwitchWarning(FilterCombination combination)
    {
        var (before, after) = combination.Connective == FilterConnective.Or ? ("AND", "OR") : ("OR", "AND");
        return new FilterWarning(
            FilterWarningKind.MixedConnectives,
            combination.ConnectiveSpan,
            $"AND and OR bind equally, from left to right: what {before} joins before this {after} is taken first. Parentheses make it plain.");
    }

    /// <summary>Whether AND and OR are mixed here for the first time within their parentheses: each pair gets one warning.</summary>
    private static bool IsFirstSwitch(FilterCombination combination)
    {
        if (combination.Left is not FilterCombination { IsParenthesized: false } left || left.Connective == combination.Connective)
        {
            return false;
        }

        // Only the equal connectives directly before are visited, so each node is visited once in all.
        var first = left;
        while (first.Left is FilterCombination { IsParenthesized: false } earlier && earlier.Connective == left.Connective)
        {
            first = earlier;
        }

        return first.Left is not FilterCombination { IsParenthesized: false };
    }
}

/// <summary>Checks comparisons, one after the other, against the fields of an object.</summary>
internal sealed class ComparisonCheck(ResourceDefinition definition)
{
    private const string TimestampForms = "a date or an instant in double quotes, such as \"2024-03-01\" or \"2024-04-29T20:35:14.000Z\"";

    private HashSet<string>? doubtfulFields;

    public List<FilterError> Errors { get; } = [];

    public List<FilterWarning> Warnings { get; } = [];

    public void Check(FilterComparison comparison)
    {
        if (definition.FindField(comparison.Field) is not { } field)
        {
            WarnOfUnknownField(comparison);
        }
        else if (!definition.CanFilterBy(field))
        {
            AddError(
                FilterErrorKind.FieldNotFilterable,
                comparison.FieldSpan,
                $"The {definition.Name} has the field {field.ApiName}, but no filter can use it.",
                FilterableFields(),
                comparison);
        }
        else if (CheckName(comparison, field) && !field.IsFilterable)
        {
            WarnOnce(
                FilterWarningKind.UnreadField,
                comparison,
                $"Whether the {definition.Name} can be filtered by {field.ApiName} is not known; it is sent for the API to judge.",
                suggestion: null);
        }
        else
        {
            CheckOperator(comparison, field);
            CheckValue(comparison, field);
        }
    }

    private bool CheckName(FilterComparison comparison, ResourceField field)
    {
        if (comparison.Field == field.ApiName)
        {
            return true;
        }

        AddError(
            FilterErrorKind.FieldName,
            comparison.FieldSpan,
            $"The API knows this field as {field.ApiName}, and a filter is sent as it is written.",
            field.ApiName,
            comparison);
        return false;
    }

    private void CheckOperator(FilterComparison comparison, ResourceField field)
    {
        var allowed = FilterOperators.AllowedFor(field.Type);
        if (!allowed.Contains(comparison.Operator))
        {
            AddError(
                FilterErrorKind.Operator,
                comparison.OperatorSpan,
                $"{field.ApiName} is {Describe(field.Type)}, which cannot be compared with {comparison.Operator.Symbol()}.",
                InWords(allowed.Select(value => value.Symbol())),
                comparison);
        }
    }

    private void CheckValue(FilterComparison comparison, ResourceField field)
    {
        var value = comparison.Value;
        var neededKind = field.Type == FieldType.Number ? FilterValueKind.Number : FilterValueKind.Text;
        if (value.Kind != neededKind)
        {
            var quotes = neededKind == FilterValueKind.Number ? "stands without quotes" : "stands in double quotes";
            AddError(
                FilterErrorKind.ValueKind,
                value.Span,
                $"{field.ApiName} is {Describe(field.Type)}, which {quotes}.",
                AllowedValues(field.Type),
                comparison);
        }
        else if (field.Type == FieldType.Timestamp && !IsTimestamp(value.Text))
        {
            AddError(
                FilterErrorKind.Timestamp,
                value.Span,
                $"'{DisplayText.Shorten(value.Text)}' is not an ISO 8601 date or instant.",
                TimestampForms,
                comparison);
        }
    }

    private void WarnOfUnknownField(FilterComparison comparison)
    {
        var nearest = NearestName.Find(comparison.Field, definition.Fields.Select(field => field.ApiName));
        var question = nearest is null ? "" : $" Did you mean {nearest}?";
        WarnOnce(
            FilterWarningKind.UnknownField,
            comparison,
            $"The {definition.Name} is not known to have a field {DisplayText.Shorten(comparison.Field)}; it is sent for the API to judge.{question}",
            nearest);
    }

    private void WarnOnce(FilterWarningKind kind, FilterComparison comparison, string message, string? suggestion)
    {
        doubtfulFields ??= new HashSet<string>(StringComparer.Ordinal);
        if (doubtfulFields.Add(comparison.Field))
        {
            Warnings.Add(new FilterWarning(kind, comparison.FieldSpan, message, suggestion, comparison));
        }
    }

    private void AddError(FilterErrorKind kind, FilterSpan span, string message, string expected, FilterComparison comparison) =>
        Errors.Add(new FilterError(kind, span, message, expected, comparison));

    private string FilterableFields()
    {
        var names = definition.FilterableFields.Select(field => field.ApiName).ToList();
        return names.Count == 0 ? "nothing, as no field of this object can be filtered on" : InWords(names);
    }

    // Instant accepts spaces around a date; the API may not.
    private static bool IsTimestamp(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~') && Instant.TryParse(text, out _);

    private static string AllowedValues(FieldType type) => type switch
    {
        FieldType.Number => "a number without quotes",
        FieldType.Timestamp => TimestampForms,
        _ => "text in double quotes",
    };

    private static string Describe(FieldType type) => type switch
    {
        FieldType.Number => "a number",
        FieldType.Timestamp => "a timestamp",
        FieldType.Identifier => "an id or an enumeration",
        _ => "text",
    };

    private static string InWords(IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.Count == 1 ? list[0] : $"{string.Join(", ", list[..^1])} or {list[^1]}";
    }
}
