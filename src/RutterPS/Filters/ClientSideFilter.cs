using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Rutter.Client.Filtering;
using Rutter.Client.Json;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>Suggests a Where-Object command that selects what the API cannot.</summary>
internal static class ClientSideFilter
{
    /// <summary>The command, or null if it would not help, or would be long or wrong.</summary>
    /// <param name="tree">The filter.</param>
    /// <param name="errors">Why it cannot be sent.</param>
    /// <param name="definition">The kind of object.</param>
    public static string? For(FilterNode tree, IReadOnlyList<FilterError> errors, ResourceDefinition definition)
    {
        const int LongestUseful = 20;
        if (errors.Any(error => error.Kind != FilterErrorKind.FieldNotFilterable))
        {
            return null;
        }

        var nodes = tree.PostOrder();
        var comparisons = nodes.OfType<FilterComparison>().ToList();
        if (comparisons.Count > LongestUseful
            || comparisons.Any(comparison => Field(comparison, definition) is null or { Type: FieldType.Structure }))
        {
            return null;
        }

        var refused = errors.Select(error => error.Comparison).ToHashSet(ReferenceEqualityComparer.Instance);
        if (nodes.OfType<FilterCombination>().Any(combination => combination.Connective == FilterConnective.Or))
        {
            // Conditions joined by OR cannot be split, so PowerShell must check all of them.
            return $"{Command(definition)} | Where-Object {{ {Script(tree, definition)} }}";
        }

        var sendable = FilterText.And(null, [.. comparisons.Where(comparison => !refused.Contains(comparison))]);
        var command = Command(definition) + (sendable is null ? "" : $" -Filter {Quote(sendable)}");
        var here = comparisons.Where(refused.Contains).Select(comparison => Condition(comparison, definition)).ToList();
        return here is [{ IsScript: false } only]
            ? $"{command} | Where-Object {only.Property} {only.Operator} {only.Value}"
            : $"{command} | Where-Object {{ {string.Join(" -and ", here)} }}";
    }

    // The tree is only a few comparisons deep here, so recursion is safe.
    private static string Script(FilterNode node, ResourceDefinition definition)
    {
        if (node is not FilterCombination combination)
        {
            return Condition((FilterComparison)node, definition).ToString();
        }

        var connective = combination.Connective == FilterConnective.And ? "-and" : "-or";
        var text = $"{Script(combination.Left, definition)} {connective} {Script(combination.Right, definition)}";
        return combination.IsParenthesized ? $"({text})" : text;
    }

    private static ClientSideCondition Condition(FilterComparison comparison, ResourceDefinition definition)
    {
        var field = Field(comparison, definition)!;
        var (symbol, value) = (comparison.Operator, comparison.Value) switch
        {
            (FilterOperator.HasWordStartingWith, var word) => ("-match", Quote($@"\b{Regex.Escape(word.Text)}")),
            (FilterOperator.Equal, var text) when field.Type is FieldType.Text or FieldType.Identifier => ("-ceq", Quote(text.Text)),
            (var other, var number) when field.Type == FieldType.Number => (Symbol(other), Number(number)),
            (var other, var instant) when field.Type == FieldType.Timestamp => (Symbol(other), Timestamp(instant)),
            (var other, var any) => (Symbol(other), Quote(any.Text)),
        };
        return new(field.Name, symbol, value);
    }

    public static string Command(ResourceDefinition definition) =>
        $"Get-Rutter{string.Concat(definition.ItemKey.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}";

    private static ResourceField? Field(FilterComparison comparison, ResourceDefinition definition) => definition.FindField(comparison.Field);

    private static string Symbol(FilterOperator comparison) => comparison switch
    {
        FilterOperator.Less => "-lt",
        FilterOperator.LessOrEqual => "-le",
        FilterOperator.Greater => "-gt",
        FilterOperator.GreaterOrEqual => "-ge",
        _ => "-eq",
    };

    // A literal with a point is a double unless it ends in d, and the double 0.1 is not exactly 0.1.
    private static string Number(FilterValue value) => value.Kind != FilterValueKind.Number ? Quote(value.Text)
        : value.Text.Contains('.', StringComparison.Ordinal) ? $"{value.Text}d" : value.Text;

    // PowerShell would take a text without an offset as local time.
    private static string Timestamp(FilterValue value) => Instant.TryParse(value.Text, out var instant)
        ? $"([datetimeoffset]'{Instant.Format(instant)}')"
        : Quote(value.Text);

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}

/// <summary>A condition in PowerShell.</summary>
/// <param name="Property">The property.</param>
/// <param name="Operator">For example <c>-gt</c>.</param>
/// <param name="Value">The value in PowerShell's syntax.</param>
internal readonly record struct ClientSideCondition(string Property, string Operator, string Value)
{
    /// <summary>Whether the short form of Where-Object would take it for a number or a switch.</summary>
    public bool IsScript => Value.StartsWith('-');

    public override string ToString() => $"$_.{Property} {Operator} {Value}";
}
