using System.Management.Automation;
using Rutter.Client.Events;
using Rutter.Client.Resources.Events;
using RutterPS.Common;
using RutterPS.Resources;
using RutterPS.Session;

namespace RutterPS.Events;

/// <summary>Lists what happened to a connection's objects: today, which of them were deleted on their platform.</summary>
[Cmdlet(VerbsCommon.Get, "RutterEvent", SupportsPaging = true)]
[OutputType(typeof(RutterEvent))]
public sealed class GetRutterEventCommand : RutterSessionCmdlet
{
    /// <summary>What happened.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = EventQuery.ObjectDeleted;

    /// <summary>The kinds of object, for example BANK_TRANSFER; all without it.</summary>
    [Parameter]
    [Alias("resources")]
    [ArgumentCompleter(typeof(EventResourceCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z0-9_]+$")]
    public string[] Resource { get; set; } = [];

    /// <summary>Happened at this instant or later.</summary>
    [Parameter]
    [Alias("last_synced_at_min", "LastSyncedAtMin")]
    [InstantTransformation]
    public DateTimeOffset? LastSyncedAfter { get; set; }

    /// <summary>Events in one request; all pages are read whatever their size.</summary>
    [Parameter]
    [Alias("limit")]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    /// <summary>Where to start: a cursor that an earlier, interrupted listing reported.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Cursor { get; set; }

    /// <summary>What to add to each event.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Expand { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeForInput(null, List);

    private void List()
    {
        if (PagingParameters.IncludeTotalCount)
        {
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        }

        var range = new PagingRange(PagingParameters);
        using var progress = new ReadProgress(this, range.Last, "events");
        foreach (var page in Enumerate(Client.ListPagesAsync(RutterEvent.Definition, Query(range).ToListQuery(), range.Last)))
        {
            progress.Add(page.Items.Count);
            foreach (var item in range.Select(page.Items))
            {
                WriteObject(item);
            }

            if (range.IsComplete)
            {
                break;
            }
        }
    }

    private EventQuery Query(PagingRange range) => new()
    {
        Type = Type,
        Resources = [.. Resource.Select(name => name.ToUpperInvariant())],
        LastSyncedAtMin = LastSyncedAfter,
        Limit = range.PageSize(PageSize),
        Cursor = Cursor,
        Expand = Expand,
    };
}
