using System.Diagnostics.CodeAnalysis;
using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>A filter after its check.</summary>
/// <param name="Source">What the person wrote; the places of errors and warnings are counted in it.</param>
/// <param name="Text">What can be sent, or null where there are errors.</param>
/// <param name="Tree">The syntax tree, or null where the source is no filter.</param>
/// <param name="Errors">Why it cannot be sent.</param>
/// <param name="Warnings">What is doubtful.</param>
internal sealed record CheckedFilter(
    string Source, string? Text, FilterNode? Tree, IReadOnlyList<FilterError> Errors, IReadOnlyList<FilterWarning> Warnings)
{
    [MemberNotNullWhen(true, nameof(Text), nameof(Tree))]
    public bool IsValid => Errors.Count == 0;
}
