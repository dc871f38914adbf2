using System.Globalization;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Filtering;

/// <summary>
/// Decides which objects match a filter. A comparison of a field without a value is false. Not thread-safe.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
internal sealed class FilterEvaluator
{
    private readonly Step[] steps;
    private readonly bool[] stack;

    private FilterEvaluator(Step[] steps)
    {
        this.steps = steps;
        stack = new bool[steps.Length];
    }

    /// <exception cref="ApiError">The text is no filter, or not one for these objects.</exception>
    public static FilterEvaluator Parse(ObjectDescription description, string text) => new(
    [
        .. FilterSyntax.Parse(text)
            .Select(part => part is FilterCondition condition ? new Step(ToTest(description, condition), false) : new Step(null, part is "AND")),
    ]);

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

    private static Func<StoredObject, bool> ToTest(ObjectDescription description, FilterCondition condition)
    {
        var index = description.IndexOf(condition.Field.Text);
        if (index < 0 || !description.Fields[index].IsFilterable)
        {
            var filterable = description.Fields.Where(field => field.IsFilterable).Select(field => field.Name);
            throw FilterSyntax.Invalid(condition.Field.Start,
                $"'{condition.Field.Text}' cannot be filtered by. Filterable fields: {string.Join(", ", filterable)}.");
        }

        var field = description.Fields[index];
        if (!IsAllowed(condition.Operator.Text, field.Type))
        {
            throw FilterSyntax.Invalid(condition.Operator.Start, $"'{field.Name}' does not allow the operator {condition.Operator.Text}.");
        }

        var operand = ToOperand(field, condition.Value);
        if (condition.Operator.Is("~"))
        {
            return item => item[index] is string text && HasWordStartingWith(text, (string)operand);
        }

        var accepts = Accepts(condition.Operator.Text);
        return item => item[index] is { } value && accepts(FieldValue.Compare(value, operand));
    }

    private static bool IsAllowed(string symbol, FieldType type) => symbol switch
    {
        "=" => true,
        "~" => type == FieldType.Text,
        _ => type is FieldType.Number or FieldType.Timestamp or FieldType.Day,
    };

    private static object ToOperand(Field field, FilterToken value)
    {
        if (field.Type == FieldType.Number)
        {
            return value.IsQuoted
                ? throw FilterSyntax.Invalid(value.Start, $"'{field.Name}' is compared with a number without quotes.")
                : decimal.Parse(value.Text, CultureInfo.InvariantCulture);
        }

        if (!value.IsQuoted)
        {
            throw FilterSyntax.Invalid(value.Start, $"'{field.Name}' is compared with a value in double quotes.");
        }

        return field.Type switch
        {
            FieldType.Timestamp or FieldType.Day => Timestamps.TryParse(value.Text, out var instant)
                ? instant
                : throw FilterSyntax.Invalid(value.Start, $"'{field.Name}' is compared with an ISO 8601 timestamp or a date in the form YYYY-MM-DD."),
            FieldType.Boolean => value.Text is "true" or "false"
                ? value.Text == "true"
                : throw FilterSyntax.Invalid(value.Start, $"'{field.Name}' is compared with \"true\" or \"false\"."),
            _ => value.Text,
        };
    }

    private static Func<int, bool> Accepts(string symbol) => symbol switch
    {
        "<" => order => order < 0,
        "<=" => order => order <= 0,
        ">" => order => order > 0,
        ">=" => order => order >= 0,
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

    /// <summary>A test whose result goes on the stack, or (without one) AND or OR of the two results on top.</summary>
    private readonly record struct Step(Func<StoredObject, bool>? Test, bool IsAnd);
}
