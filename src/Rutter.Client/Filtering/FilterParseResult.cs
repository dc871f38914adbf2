using System.Diagnostics.CodeAnalysis;

namespace Rutter.Client.Filtering;

/// <summary>What a text turned out to be: a filter, or not one and why.</summary>
public sealed class FilterParseResult
{
    internal FilterParseResult(FilterNode tree) => Tree = tree;

    internal FilterParseResult(FilterError error) => Error = error;

    /// <summary>Whether the text is a filter.</summary>
    [MemberNotNullWhen(true, nameof(Tree))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsFilter => Tree is not null;

    /// <summary>The syntax tree, or null.</summary>
    public FilterNode? Tree { get; }

    /// <summary>The first thing that is wrong with the text, or null.</summary>
    public FilterError? Error { get; }
}
