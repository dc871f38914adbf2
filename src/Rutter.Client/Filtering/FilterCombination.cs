namespace Rutter.Client.Filtering;

/// <summary>
/// Two conditions joined by AND or OR. Both bind equally and group from left to right, so <c>a OR b AND c</c> is
/// <c>(a OR b) AND c</c>. Source: seed "Basics", heading "Filtering Objects".
/// </summary>
public sealed class FilterCombination : FilterNode
{
    /// <summary>Joins two conditions.</summary>
    /// <param name="left">The first condition.</param>
    /// <param name="connective">AND or OR.</param>
    /// <param name="right">The second condition; a combination without parentheses gets them, as it could not be written otherwise.</param>
    /// <param name="isParenthesized">Whether parentheses stand around the two.</param>
    /// <param name="span">Where the combination stands, for messages.</param>
    /// <param name="connectiveSpan">Where AND or OR stands, for messages.</param>
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
    /// Whether parentheses stand around it. Parentheses around a single comparison and second pairs mean nothing and are not kept.
    /// </summary>
    public bool IsParenthesized { get; }

    /// <summary>Where AND or OR stands.</summary>
    public FilterSpan ConnectiveSpan { get; }

    /// <summary>The same two conditions with parentheses around them.</summary>
    /// <param name="span">Where they stand with their parentheses.</param>
    /// <returns>This combination if it has parentheses already, otherwise a copy that has.</returns>
    internal FilterCombination InParentheses(FilterSpan span) =>
        IsParenthesized ? this : new FilterCombination(Left, Connective, Right, isParenthesized: true, span, ConnectiveSpan);

    private protected override bool EqualsWithoutOperands(FilterNode other) =>
        other is FilterCombination combination && Connective == combination.Connective && IsParenthesized == combination.IsParenthesized;

    private protected override int HashWithoutOperands() => HashCode.Combine(Connective, IsParenthesized);
}
