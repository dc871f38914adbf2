using System.Management.Automation;
using Rutter.Client.Filtering;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>Suggests PowerShell commands when a platform does not support a query.</summary>
internal static class UnsupportedQueryErrors
{
    private const int MostErrorsShown = 5;

    /// <summary>Makes the error record of an unsupported query.</summary>
    /// <param name="failure">What it cannot do.</param>
    /// <param name="definition">The kind of object.</param>
    /// <param name="target">The input that it is about; null for the filter or the sort order.</param>
    public static ErrorRecord From(UnsupportedQueryException failure, ResourceDefinition definition, object? target) => failure.Feature switch
    {
        QueryFeature.Filter => OfFilter(failure, definition, target),
        QueryFeature.Sort => Record(
            new RutterFilterException(
                $"{failure.Platform} takes no -Sort. PowerShell can sort here: {ClientSideFilter.Command(definition)} | Sort-Object UpdatedAt",
                failure.Text!,
                []),
            "SortNotSupported",
            target ?? failure.Text,
            "Leave -Sort out, and sort with Sort-Object."),
        QueryFeature.ParallelReading => Record(failure, "ParallelNotSupported", target, "Leave out -Parallel: the list is then read page by page."),
        _ => Record(
            failure,
            "IdTypeNotSupported",
            target,
            "Leave -IdType out and give the Id that a list shows, or list and select by PlatformId with Where-Object."),
    };

    private static ErrorRecord OfFilter(UnsupportedQueryException failure, ResourceDefinition definition, object? target)
    {
        var hasOr = failure.Errors.Any(error => error.Kind != FilterErrorKind.FieldNotFilterable);
        var advice = failure.Tree is null ? null : ClientSideFilter.For(failure.Tree, hasOr ? [] : failure.Errors, definition);
        var lines = new List<string> { "The filter was not sent:" };
        lines.AddRange(failure.Errors.Count == 0
            ? [failure.Message]
            : failure.Errors.Take(MostErrorsShown).Select(error => error.Describe(failure.Text!)));
        if (advice is not null)
        {
            lines.Add($"PowerShell can select them here: {advice}");
        }

        return Record(
            new RutterFilterException(string.Join('\n', lines), failure.Text!, failure.Errors),
            "FilterNotSupported",
            target ?? failure.Text,
            advice ?? $"{failure.Message} Select the rest with Where-Object.");
    }

    private static ErrorRecord Record(Exception exception, string errorId, object? target, string advice) =>
        ErrorRecords.Create(exception, errorId, ErrorCategory.NotImplemented, target, advice);
}
