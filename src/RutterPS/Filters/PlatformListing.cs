using System.Management.Automation;
using Rutter.Client.Filtering;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>Fits a listing to the platform that it goes to: some take no filter and no order, only three bounds in time.</summary>
internal sealed class PlatformListing(PSCmdlet cmdlet, ResourceDefinition definition)
{
    private const string Possible = "a range of updated_at, and a beginning of last_synced_at, joined by AND";

    private PlatformRange? range;
    private bool isDeprecationOpen;

    /// <summary>Whether objects arrive that are not wanted, so that how many are wanted says nothing about how many to read.</summary>
    public bool IsSelecting => range is not null;

    /// <summary>The query for the platform; one that it cannot answer ends the command.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="askPlatform">Gives the platform's name, by a request where no response named it yet.</param>
    public ListQuery Fit(ListQuery query, Func<string?> askPlatform)
    {
        // Without filter and order every platform answers alike, and the first page tells which one it was.
        isDeprecationOpen = (query.UpdatedAtMin ?? query.UpdatedAtMax ?? query.LastSyncedAtMin) is not null;
        if ((query.Filter is null && query.Sort is null) || askPlatform() is not { } platform || PlatformLimits.TakesFilter(platform))
        {
            return query;
        }

        if (query.Sort is not null)
        {
            cmdlet.ThrowTerminatingError(Refusal(
                $"{platform} takes no -Sort. PowerShell can sort here: {ClientSideFilter.Command(definition)} | Sort-Object UpdatedAt", query.Sort, [], "SortNotSupported", "Leave -Sort out, and sort with Sort-Object."));
        }

        if (query.Filter is null)
        {
            return query;
        }

        var tree = FilterParser.Parse(query.Filter).Tree!;
        range = PlatformRange.Of(tree, definition);
        if (!range.IsPossible)
        {
            cmdlet.ThrowTerminatingError(Refusal(query.Filter, platform, tree, range));
        }

        return range.ApplyTo(query);
    }

    /// <summary>What of a page is wanted; the first page also settles what was open.</summary>
    public IEnumerable<T> Select<T>(Page<T> page)
        where T : RutterObject
    {
        if (isDeprecationOpen)
        {
            isDeprecationOpen = false;
            if (page.Connection?.Platform is { } platform && PlatformLimits.TakesFilter(platform))
            {
                cmdlet.WriteWarning(
                    "-UpdatedAtMin, -UpdatedAtMax and -LastSyncedAtMin are deprecated by Rutter except for Sage Intacct and Sage Business Cloud. Use -UpdatedAfter, -UpdatedBefore and -LastSyncedAfter, or -Filter.");
            }
        }

        return range is null ? page.Items : page.Items.Where(range.Holds);
    }

    private ErrorRecord Refusal(string filter, string platform, FilterNode tree, PlatformRange possible)
    {
        FilterError[] errors = possible.HasAlternatives
            ? [.. tree.PostOrder().OfType<FilterCombination>().Where(combination => combination.Connective == FilterConnective.Or).Take(1)
                .Select(combination => new FilterError(FilterErrorKind.Operator, combination.ConnectiveSpan, $"{platform} takes no filter, and its time parameters know no OR.", Possible))]
            : [.. possible.Impossible.Select(comparison => new FilterError(
                FilterErrorKind.FieldNotFilterable, comparison.Span, $"{platform} takes no filter, and its time parameters cannot say this.", Possible, comparison))];
        var read = new CheckedFilter(filter, null, tree, errors, []);
        var advice = ClientSideFilter.For(read with { Errors = possible.HasAlternatives ? [] : errors }, definition);
        var lines = new List<string> { "The filter was not sent:" };
        lines.AddRange(errors.Take(5).Select(error => error.Describe(filter)));
        if (advice is not null)
        {
            lines.Add($"PowerShell can select them here: {advice}");
        }

        return Refusal(string.Join('\n', lines), filter, errors, "FilterNotSupported", advice ?? $"Ask for {Possible}, and select the rest with Where-Object.");
    }

    private static ErrorRecord Refusal(string message, string target, FilterError[] errors, string errorId, string advice) =>
        ErrorRecords.Create(new RutterFilterException(message, target, errors), errorId, ErrorCategory.NotImplemented, target, advice);
}
