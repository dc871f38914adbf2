using System.Diagnostics.CodeAnalysis;

namespace Rutter.Client.Filtering;

/// <summary>The result of checking a filter.</summary>
public sealed class FilterVerdict
{
    /// <summary>Makes a result.</summary>
    /// <param name="filter">The filter as it was given, or the source that it was translated from. Places refer to it.</param>
    /// <param name="resource">The kind of object that it was checked for, with the API's name.</param>
    /// <param name="text">The text to send; ignored if there are errors.</param>
    /// <param name="tree">The syntax tree, or null if the text is not a filter.</param>
    /// <param name="errors">Why it cannot be sent.</param>
    /// <param name="warnings">What is doubtful.</param>
    public FilterVerdict(
        string filter, string resource, string? text, FilterNode? tree, IEnumerable<FilterError> errors, IEnumerable<FilterWarning> warnings)
    {
        Filter = filter;
        Resource = resource;
        Tree = tree;

        // Arrays, because PowerShell cannot index every list type that the compiler makes.
        Errors = errors.ToArray();
        Warnings = warnings.ToArray();
        Text = Errors.Count == 0 ? text : null;
    }

    /// <summary>Whether the filter can be sent, because it has no errors. Warnings do not count.</summary>
    [MemberNotNullWhen(true, nameof(Tree), nameof(Text))]
    public bool IsValid => Errors.Count == 0;

    /// <summary>The kind of object that it was checked for, with the API's name: <c>bank_transfer</c>.</summary>
    public string Resource { get; }

    /// <summary>The filter as it was given, or the source text of a script block. Places refer to it.</summary>
    public string Filter { get; }

    /// <summary>The text to send, or null if there are errors.</summary>
    public string? Text { get; }

    /// <summary>Why it cannot be sent, in the order of the text. A text that is not a filter has one: the first.</summary>
    public IReadOnlyList<FilterError> Errors { get; }

    /// <summary>What is doubtful, in the order of the text.</summary>
    public IReadOnlyList<FilterWarning> Warnings { get; }

    /// <summary>The syntax tree, or null when the text is not a filter.</summary>
    public FilterNode? Tree { get; }

    /// <summary>The errors and warnings as lines, each with the filter and carets under the place.</summary>
    /// <returns>Lines that are safe to display whatever the filter holds; empty if nothing was found.</returns>
    public string Describe() => string.Join('\n', Errors.Concat<FilterDiagnostic>(Warnings).Select(finding => finding.Describe(Filter)));

    /// <summary>Valid, or the first error.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Errors is [var first, ..] ? first.ToString() : "Valid";
}
