using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>Checks comparisons, one after the other, against the fields of an object.</summary>
internal sealed class ComparisonCheck(ResourceDefinition definition)
{
    private const string TimestampForms = "a date or an instant in double quotes, such as \"2024-03-01\" or \"2024-04-29T20:35:14.000Z\"";

    private HashSet<string>? unknownFields;

    public List<FilterError> Errors { get; } = [];

    public List<FilterWarning> Warnings { get; } = [];

    public void Check(FilterComparison comparison)
    {
        if (definition.FindField(comparison.Field) is not { } field)
        {
            WarnOfUnknownField(comparison);
        }
        else if (!field.IsFilterable && definition.IsFilterUnread && field.ApiName == comparison.Field)
        {
            Warnings.Add(new FilterWarning(
                FilterWarningKind.UnknownField,
                comparison.FieldSpan,
                $"It is not known whether the {definition.Name} can be filtered by {field.ApiName}; it is sent for the API to judge.",
                null,
                comparison));
        }
        else if (!field.IsFilterable || field.Type is FieldType.Structure or FieldType.Boolean)
        {
            AddError(
                FilterErrorKind.FieldNotFilterable,
                comparison.FieldSpan,
                $"The {definition.Name} has the field {field.ApiName}, but no filter can use it.",
                FilterableFields(),
                comparison);
        }
        else
        {
            CheckName(comparison, field);
            CheckOperator(comparison, field);
            CheckValue(comparison, field);
        }
    }

    private void CheckName(FilterComparison comparison, ResourceField field)
    {
        if (comparison.Field != field.ApiName)
        {
            AddError(
                FilterErrorKind.FieldName,
                comparison.FieldSpan,
                $"The API knows this field as {field.ApiName}, and a filter is sent as it is written.",
                field.ApiName,
                comparison);
        }
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
        unknownFields ??= new HashSet<string>(StringComparer.Ordinal);
        if (!unknownFields.Add(comparison.Field))
        {
            return;
        }

        var nearest = NearestName.Find(comparison.Field, definition.Fields.Select(field => field.ApiName));
        var question = nearest is null ? "" : $" Did you mean {nearest}?";
        Warnings.Add(new FilterWarning(
            FilterWarningKind.UnknownField,
            comparison.FieldSpan,
            $"The {definition.Name} is not known to have a field {DisplayText.Shorten(comparison.Field)}; it is sent for the API to judge.{question}",
            nearest,
            comparison));
    }

    private void AddError(FilterErrorKind kind, FilterSpan span, string message, string expected, FilterComparison comparison) =>
        Errors.Add(new FilterError(kind, span, message, expected, comparison));

    private string FilterableFields()
    {
        var names = definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName).ToList();
        return names.Count == 0 ? "nothing, as no field of this object can be filtered on" : InWords(names);
    }

    // Instant forgives spaces around a date; the API is not known to.
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
