using System.Management.Automation;
using Rutter.Client.Events;
using Rutter.Client.Resources.Events;
using RutterPS.Common;
using RutterPS.Resources;
using RutterPS.Session;

namespace RutterPS.Events;

/// <summary>Lists the events of a connection's objects. The only documented ones are deletions on the platform.</summary>
[Cmdlet(VerbsCommon.Get, "RutterEvent", SupportsPaging = true)]
[OutputType(typeof(RutterEvent))]
public sealed class GetRutterEventCommand : RutterSessionCmdlet
{
    /// <summary>The type of event.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = EventQuery.ObjectDeleted;

    /// <summary>The kinds of object, for example BANK_TRANSFER; by default all.</summary>
    [Parameter]
    [Alias("resources")]
    [ArgumentCompleter(typeof(EventResourceCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[A-Za-z0-9_]+$")]
    public string[] Resource { get; set; } = [];

    /// <summary>Only events at this instant or later.</summary>
    [Parameter]
    [Alias("last_synced_at_min", "LastSyncedAtMin")]
    [InstantTransformation]
    public DateTimeOffset? LastSyncedAfter { get; set; }

    /// <summary>Events per request. All pages are read, whatever their size.</summary>
    [Parameter]
    [Alias("limit")]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    /// <summary>The cursor to start at, from the error of an interrupted listing.</summary>
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
