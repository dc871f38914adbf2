using System.Diagnostics.CodeAnalysis;

namespace Rutter.Client.Filtering;

/// <summary>What a check found in a filter.</summary>
public sealed class FilterVerdict
{
    internal FilterVerdict(FilterNode? tree, IReadOnlyList<FilterError> errors, IReadOnlyList<FilterWarning> warnings)
    {
        Tree = tree;
        Errors = errors;
        Warnings = warnings;
    }

    /// <summary>Whether the filter can be sent: there is no error. Warnings do not count.</summary>
    [MemberNotNullWhen(true, nameof(Tree))]
    public bool IsValid => Errors.Count == 0;

    /// <summary>The syntax tree, or null when the text is not a filter.</summary>
    public FilterNode? Tree { get; }

    /// <summary>Why it cannot be sent, in the order of the text. A text that is not a filter has one: the first.</summary>
    public IReadOnlyList<FilterError> Errors { get; }

    /// <summary>What is doubtful, in the order of the text.</summary>
    public IReadOnlyList<FilterWarning> Warnings { get; }
}
