namespace Rutter.Client.Filtering;

/// <summary>
/// The syntax tree of a filter: a <see cref="FilterComparison"/> or a <see cref="FilterCombination"/>, immutable. A tree can be as
/// deep as its text is long, so nothing may walk it by recursion: <see cref="PostOrder"/> gives the nodes in the order in which
/// they can be evaluated with a stack. Two trees are equal when they would be written the same, wherever they stand.
/// </summary>
public abstract class FilterNode : IEquatable<FilterNode>
{
    private protected FilterNode(FilterSpan span) => Span = span;

    /// <summary>Where the node stands in the filter; empty at 0 for a node that was not read from a text.</summary>
    public FilterSpan Span { get; }

    /// <summary>
    /// Every node of the tree, this one last: each combination directly after the nodes of its left and then of its right side,
    /// the comparisons in the order of the text.
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

        // Collected with every combination before its right and then its left side: backwards is the order asked for.
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
