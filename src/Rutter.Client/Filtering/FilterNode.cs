using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>
/// The immutable syntax tree of a filter: a <see cref="FilterComparison"/> or a <see cref="FilterCombination"/>. A tree can be as deep as its text
/// is long, so it must not be visited by recursion; <see cref="PostOrder"/> gives the nodes in the order for evaluation with a stack. Two trees
/// are equal if they have the same text, whatever their positions.
/// </summary>
public abstract class FilterNode : IEquatable<FilterNode>
{
    private protected FilterNode(FilterSpan span) => Span = span;

    /// <summary>The node's place in the filter; empty at 0 for a node that was not parsed from text.</summary>
    public FilterSpan Span { get; }

    /// <summary>
    /// Every node of the tree, this one last. Each combination comes directly after the nodes of its left side and then its right side. Comparisons
    /// come in the order of the text.
    /// </summary>
    /// <returns>At least this node.</returns>
    public IReadOnlyList<FilterNode> PostOrder()
    {
        var nodes = new List<FilterNode>();
        var pending = new Stack<FilterNode>([this]);
        while (pending.TryPop(out var node))
        {
            nodes.Add(node);
            if (node is FilterCombination combination)
            {
                pending.Push(combination.Left);
                pending.Push(combination.Right);
            }
        }

        // Each combination is collected before its right and then its left side. Reversed, that is post-order.
        nodes.Reverse();
        return nodes;
    }

    /// <inheritdoc/>
    public bool Equals(FilterNode? other)
    {
        if (other is null || ReferenceEquals(this, other))
        {
            return other is not null;
        }

        var mine = PostOrder();
        var theirs = other.PostOrder();
        return mine.Count == theirs.Count && mine.Zip(theirs).All(pair => pair.First.EqualsWithoutOperands(pair.Second));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FilterNode);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var node in PostOrder())
        {
            hash.Add(node.HashWithoutOperands());
        }

        return hash.ToHashCode();
    }

    /// <summary>The node as <see cref="FilterPrinter"/> writes it.</summary>
    /// <returns>The canonical text.</returns>
    public override string ToString() => FilterPrinter.Print(this);

    private protected abstract bool EqualsWithoutOperands(FilterNode other);

    private protected abstract int HashWithoutOperands();
}

/// <summary>A field, an operator and a value: <c>balance &gt;= 100</c>.</summary>
public sealed class FilterComparison : FilterNode
{
    /// <summary>Compares a field with a value. <see cref="FilterValidator"/> checks whether the field allows it.</summary>
    /// <param name="field">
    /// The field's name: ASCII letters, digits, underscores and points, beginning with a letter or an underscore. Not AND, OR or NOT.
    /// </param>
    /// <param name="comparisonOperator">One of the six operators.</param>
    /// <param name="value">The value.</param>
    /// <param name="fieldSpan">The place of the name, for messages.</param>
    /// <param name="operatorSpan">The place of the operator, for messages.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The operator is not one of the six.</exception>
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

    /// <summary>The operator.</summary>
    public FilterOperator Operator { get; }

    /// <summary>The value that the field is compared with.</summary>
    public FilterValue Value { get; }

    /// <summary>The place of the name.</summary>
    public FilterSpan FieldSpan { get; }

    /// <summary>The place of the operator.</summary>
    public FilterSpan OperatorSpan { get; }

    private protected override bool EqualsWithoutOperands(FilterNode other) =>
        other is FilterComparison comparison && Field == comparison.Field && Operator == comparison.Operator && Value.Equals(comparison.Value);

    private protected override int HashWithoutOperands() => HashCode.Combine(Field, Operator, Value);
}

/// <summary>
/// Two conditions joined by AND or OR. Both have the same precedence and group from left to right, so <c>a OR b AND c</c> means
/// <c>(a OR b) AND c</c>. Source: "Basics", heading "Filtering Objects".
/// </summary>
public sealed class FilterCombination : FilterNode
{
    /// <summary>Joins two conditions.</summary>
    /// <param name="left">The first condition.</param>
    /// <param name="connective">AND or OR.</param>
    /// <param name="right">The second condition. A combination gets parentheses if it has none; without them it would mean something else.</param>
    /// <param name="isParenthesized">Whether the two are in parentheses.</param>
    /// <param name="span">The place of the combination, for messages.</param>
    /// <param name="connectiveSpan">The place of AND or OR, for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">The connective is neither AND nor OR.</exception>
    public FilterCombination(
        FilterNode left,
        FilterConnective connective,
        FilterNode right,
        bool isParenthesized = false,
        FilterSpan span = default,
        FilterSpan connectiveSpan = default)
        : base(span)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (!Enum.IsDefined(connective))
        {
            throw new ArgumentOutOfRangeException(nameof(connective), connective, "Conditions are joined by AND or OR.");
        }

        Left = left;
        Connective = connective;
        Right = right is FilterCombination { IsParenthesized: false } bare ? bare.InParentheses(bare.Span) : right;
        IsParenthesized = isParenthesized;
        ConnectiveSpan = connectiveSpan;
    }

    /// <summary>The first condition.</summary>
    public FilterNode Left { get; }

    /// <summary>AND or OR.</summary>
    public FilterConnective Connective { get; }

    /// <summary>The second condition: a comparison, or a combination in parentheses.</summary>
    public FilterNode Right { get; }

    /// <summary>
    /// Whether it is in parentheses. Parentheses around a single comparison and double parentheses mean nothing and are not kept.
    /// </summary>
    public bool IsParenthesized { get; }

    /// <summary>The place of AND or OR.</summary>
    public FilterSpan ConnectiveSpan { get; }

    /// <summary>The same two conditions with parentheses around them.</summary>
    /// <param name="span">The place of the two with their parentheses.</param>
    /// <returns>This combination if it has parentheses already, otherwise a copy with them.</returns>
    internal FilterCombination InParentheses(FilterSpan span) =>
        IsParenthesized ? this : new FilterCombination(Left, Connective, Right, isParenthesized: true, span, ConnectiveSpan);

    private protected override bool EqualsWithoutOperands(FilterNode other) =>
        other is FilterCombination combination && Connective == combination.Connective && IsParenthesized == combination.IsParenthesized;

    private protected override int HashWithoutOperands() => HashCode.Combine(Connective, IsParenthesized);
}

/// <summary>
/// What joins two conditions. Both have the same precedence and group from left to right.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public enum FilterConnective
{
    /// <summary><c>AND</c>: both conditions hold.</summary>
    And,

    /// <summary><c>OR</c>: at least one condition holds.</summary>
    Or,
}
