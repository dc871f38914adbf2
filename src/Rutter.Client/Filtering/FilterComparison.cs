using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>A field, an operator and a value: <c>balance &gt;= 100</c>.</summary>
public sealed class FilterComparison : FilterNode
{
    /// <summary>Compares a field with a value. Whether the field allows it is for <see cref="FilterValidator"/> to say.</summary>
    /// <param name="field">
    /// The field's name: ASCII letters, digits, underscores and points, beginning with a letter or an underscore; none of AND, OR
    /// and NOT.
    /// </param>
    /// <param name="comparisonOperator">One of the six operators.</param>
    /// <param name="value">The value.</param>
    /// <param name="fieldSpan">Where the name stands, for messages.</param>
    /// <param name="operatorSpan">Where the operator stands, for messages.</param>
    /// <exception cref="ArgumentException">The name cannot be a field's name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The operator is none of the six.</exception>
    public FilterComparison(
        string field,
        FilterOperator comparisonOperator,
        FilterValue value,
        FilterSpan fieldSpan = default,
        FilterSpan operatorSpan = default)
        : base(FilterSpan.Between(fieldSpan.Start, Math.Max(fieldSpan.End, value?.Span.End ?? 0)))
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        if (!FilterName.IsName(field))
        {
            throw new ArgumentException($"'{DisplayText.Shorten(field)}' cannot be the name of a field in a filter.", nameof(field));
        }

        if (!Enum.IsDefined(comparisonOperator))
        {
            throw new ArgumentOutOfRangeException(nameof(comparisonOperator), comparisonOperator, "This is not an operator of the filter language.");
        }

        Field = field;
        Operator = comparisonOperator;
        Value = value;
        FieldSpan = fieldSpan;
        OperatorSpan = operatorSpan;
    }

    /// <summary>The field's name as written.</summary>
    public string Field { get; }

    /// <summary>How it is compared.</summary>
    public FilterOperator Operator { get; }

    /// <summary>What it is compared with.</summary>
    public FilterValue Value { get; }

    /// <summary>Where the name stands.</summary>
    public FilterSpan FieldSpan { get; }

    /// <summary>Where the operator stands.</summary>
    public FilterSpan OperatorSpan { get; }

    private protected override bool EqualsWithoutOperands(FilterNode other) =>
        other is FilterComparison comparison && Field == comparison.Field && Operator == comparison.Operator && Value.Equals(comparison.Value);

    private protected override int HashWithoutOperands() => HashCode.Combine(Field, Operator, Value);
}
