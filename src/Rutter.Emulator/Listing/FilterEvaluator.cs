using Rutter.Client.Filtering;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Listing;

/// <summary>
/// Says which objects a filter is true for. A field without a value makes every comparison false. For one request at a time.
/// Source: seed "Basics", heading "Filtering Objects".
/// </summary>
internal sealed class FilterEvaluator
{
    // The tree in post-order and a stack: a filter may be nested deeper than recursion can go.
    private readonly Step[] steps;
    private readonly bool[] stack;

    private FilterEvaluator(Step[] steps)
    {
        this.steps = steps;
        stack = new bool[steps.Length];
    }

    /// <exception cref="ApiError">The text is no filter, or not one for this resource.</exception>
    public static FilterEvaluator Parse(EmulatedResource resource, string text)
    {
        var result = FilterParser.Parse(text);
        if (!result.IsFilter)
        {
            throw Invalid(result.Error.Span, result.Error.Message);
        }

        return new FilterEvaluator([.. result.Tree.PostOrder().Select(node => ToStep(resource, node))]);
    }

    public bool Matches(StoredObject item)
    {
        var depth = 0;
        foreach (var step in steps)
        {
            if (step.Test is not null)
            {
                stack[depth++] = step.Test(item);
                continue;
            }

            depth--;
            stack[depth - 1] = step.IsAnd ? stack[depth - 1] && stack[depth] : stack[depth - 1] || stack[depth];
        }

        return stack[0];
    }

    private static Step ToStep(EmulatedResource resource, FilterNode node) => node switch
    {
        FilterComparison comparison => new Step(ToTest(resource, comparison), false),
        FilterCombination combination => new Step(null, combination.Connective == FilterConnective.And),
        _ => throw new ArgumentException($"A filter cannot hold a {node.GetType()}.", nameof(node)),
    };

    private static Func<StoredObject, bool> ToTest(EmulatedResource resource, FilterComparison comparison)
    {
        var index = resource.IndexOf(comparison.Field);
        if (index < 0 || !resource.Definition.Fields[index].IsFilterable)
        {
            var filterable = resource.Definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName);
            throw Invalid(comparison.FieldSpan, $"'{comparison.Field}' cannot be filtered by. Filterable fields: {string.Join(", ", filterable)}.");
        }

        var field = resource.Definition.Fields[index];
        if (!FilterOperators.AllowedFor(field.Type).Contains(comparison.Operator))
        {
            throw Invalid(comparison.OperatorSpan, $"'{field.ApiName}' does not allow the operator {comparison.Operator.Symbol()}.");
        }

        var operand = ToOperand(field, comparison.Value);
        if (comparison.Operator == FilterOperator.HasWordStartingWith)
        {
            return item => item[index] is string text && HasWordStartingWith(text, (string)operand);
        }

        var accepts = Accepts(comparison.Operator);
        return item => item[index] is { } value && accepts(FieldValue.Compare(value, operand));
    }

    private static object ToOperand(ResourceField field, FilterValue value) => (field.Type, value.Kind) switch
    {
        (FieldType.Number, FilterValueKind.Number) => value.Number,
        (FieldType.Number, _) => throw Invalid(value.Span, $"'{field.ApiName}' is compared with a number without quotes."),
        (_, FilterValueKind.Number) => throw Invalid(value.Span, $"'{field.ApiName}' is compared with a value in double quotes."),
        (FieldType.Timestamp, _) => Instant.TryParse(value.Text, out var instant)
            ? instant
            : throw Invalid(value.Span, $"'{field.ApiName}' is compared with an ISO 8601 timestamp or a date in the form YYYY-MM-DD."),
        _ => value.Text,
    };

    private static Func<int, bool> Accepts(FilterOperator comparisonOperator) => comparisonOperator switch
    {
        FilterOperator.Less => order => order < 0,
        FilterOperator.LessOrEqual => order => order <= 0,
        FilterOperator.Greater => order => order > 0,
        FilterOperator.GreaterOrEqual => order => order >= 0,
        _ => order => order == 0,
    };

    private static bool HasWordStartingWith(string text, string start)
    {
        for (var i = 0; i + start.Length <= text.Length; i++)
        {
            var isWordStart = i == 0 || !char.IsLetterOrDigit(text[i - 1]);
            if (isWordStart && text.AsSpan(i).StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ApiError Invalid(FilterSpan span, string message) =>
        ApiError.BadRequest("INVALID_FILTER", $"The filter is invalid at column {span.Start + 1}: {message}");

    /// <summary>A test whose result goes on the stack, or (without one) AND or OR of the two results on top.</summary>
    private readonly record struct Step(Func<StoredObject, bool>? Test, bool IsAnd);
}
