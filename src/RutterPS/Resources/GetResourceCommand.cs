using System.Management.Automation;
using Rutter.Client;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Responses;
using RutterPS.Common;
using RutterPS.Filters;
using RutterPS.Session;

namespace RutterPS.Resources;

/// <summary>
/// Lists or fetches one kind of API object. A cmdlet of an API object is a declaration: its name, its definition, and the parameters that its
/// operations take; parameters that only this object has carry a <see cref="QueryParameterAttribute"/>. Where the operations take all that most
/// do, it derives from <see cref="GetFilterableResourceCommand{T}"/> and declares none.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class GetResourceCommand<T> : RutterSessionCmdlet
    where T : RutterObject
{
    /// <summary>The parameter set that lists.</summary>
    protected const string ListSet = "List";

    /// <summary>The parameter set that fetches by id.</summary>
    protected const string FetchSet = "Fetch";

    private static readonly string[] NeedOrder = [nameof(Sort), nameof(Cursor), "First", "Skip"];

    // No [Parameter] here: a cmdlet overrides, with its attributes, what its operations take. What it leaves out stays null and is not sent.

    /// <summary>The ids to fetch; objects with an Id are taken too.</summary>
    public virtual string[] Id { get; set; } = [];

    /// <summary>Whose ids they are: <c>rutter</c> or <c>platform</c>.</summary>
    public virtual string IdType { get; set; } = "rutter";

    /// <summary>Take what is there although the connection's first download is not complete.</summary>
    public virtual SwitchParameter ForceFetch { get; set; }

    /// <summary>An expression of Rutter's filter language, or a script block in PowerShell's operators.</summary>
    public virtual object? Filter { get; set; }

    /// <summary>Created at this instant or later.</summary>
    public virtual DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Created at this instant or earlier.</summary>
    public virtual DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Updated at this instant or later.</summary>
    public virtual DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Updated at this instant or earlier.</summary>
    public virtual DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Synced by Rutter at this instant or later.</summary>
    public virtual DateTimeOffset? LastSyncedAfter { get; set; }

    /// <summary>Synced by Rutter at this instant or earlier.</summary>
    public virtual DateTimeOffset? LastSyncedBefore { get; set; }

    /// <summary>The order, for example <c>last_synced_at ASC</c>.</summary>
    public virtual string[]? Sort { get; set; }

    /// <summary>Objects in one request; all pages are read whatever their size.</summary>
    public virtual int? PageSize { get; set; }

    /// <summary>Where to start: a cursor that an earlier, interrupted listing reported.</summary>
    public virtual string? Cursor { get; set; }

    /// <summary>What to add to each object.</summary>
    public virtual string? Expand { get; set; }

    /// <summary>Synced at this instant or later, for platforms that take no filter; instants, or Unix milliseconds.</summary>
    public virtual DateTimeOffset? LastSyncedAtMin { get; set; }

    /// <summary>Updated at this instant or later, for platforms that take no filter; instants, or Unix milliseconds.</summary>
    public virtual DateTimeOffset? UpdatedAtMin { get; set; }

    /// <summary>Updated at this instant or earlier, for platforms that take no filter; instants, or Unix milliseconds.</summary>
    public virtual DateTimeOffset? UpdatedAtMax { get; set; }

    /// <summary>How many parts of the list to read at the same time, in no particular order.</summary>
    public virtual int? Parallel { get; set; }

    /// <summary>The connection whose objects are listed, as Get-RutterConnection emits it.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterConnection? Connection { get; set; }

    /// <summary>What the API calls this kind of object, and how.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <summary>A client for the connection whose objects are listed.</summary>
    internal RutterClient ListClient => Connection is null ? Client : ClientWith(Connection.AccessToken);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Parallel is not null && NeedOrder.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } name)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(
                new ArgumentException($"-{name} needs an order, and with -Parallel there is none: several parts of the list arrive at once."),
                "ParallelHasNoOrder",
                null,
                $"Leave out -Parallel, or leave out -{name} and use Sort-Object or Select-Object -First behind the command; nothing was sent."));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == FetchSet)
        {
            foreach (var id in Id)
            {
                InvokeForInput(id, () => WriteObject(Fetch(id)));
            }
        }
        else
        {
            InvokeForInput(Connection, ListOrReport, isOnly: !MyInvocation.ExpectingInput);
        }
    }

    // One connection whose platform cannot do it does not keep the others from being listed.
    private void ListOrReport()
    {
        try
        {
            List();
        }
        catch (NotSupportedException exception) when (Parallel is not null)
        {
            Report(
                ErrorRecords.Create(
                    exception, "ParallelNotSupported", ErrorCategory.NotImplemented, Connection, "Leave out -Parallel: the list is then read page by page."),
                isFinal: !MyInvocation.ExpectingInput);
        }
    }

    private T Fetch(string id) => WaitFor(Client.FetchAsync(
        Definition, new FetchQuery(id) { IsPlatformId = IdType.Equals("platform", StringComparison.OrdinalIgnoreCase), ForceFetch = ForceFetch }, Cancellation));

    private void List()
    {
        if (PagingParameters?.IncludeTotalCount == true)
        {
            // A cursor knows nothing of what lies ahead.
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        }

        var range = new PagingRange(PagingParameters);
        var client = ListClient;
        var listing = new PlatformListing(this, Definition);
        var query = listing.Fit(Query(range), () => Platform(client));
        var pages = Parallel is { } readers
            ? client.ListPagesInParallelAsync(Definition, query, readers)
            : client.ListPagesAsync(Definition, query, listing.IsSelecting ? null : range.Last);
        foreach (var page in Enumerate(pages))
        {
            PlatformMemory.Remember(client, page.Connection?.Platform);
            WriteObject(range.Select(listing.Select(page)), enumerateCollection: true);
            if (range.IsComplete)
            {
                break;
            }
        }
    }

    private ListQuery Query(PagingRange range) => new()
    {
        Filter = TimeRanges().CombineWith(new FilterReader(this, Definition).Read(Filter)?.Text),
        Sort = new SortReader(this, Definition).Read(Sort),
        Limit = range.PageSize(PageSize),
        Cursor = Cursor,
        Expand = Expand,
        ForceFetch = ForceFetch,
        LastSyncedAtMin = LastSyncedAtMin,
        UpdatedAtMin = UpdatedAtMin,
        UpdatedAtMax = UpdatedAtMax,
        OwnParameters = QueryParameterAttribute.Read(this),
    };

    // Asked once for each connection: a page of one object names it, as any list does.
    private string? Platform(RutterClient client)
    {
        if (PlatformMemory.Find(client) is null)
        {
            var page = Enumerate(client.ListPagesAsync(Definition, new ListQuery { Limit = 1, ForceFetch = ForceFetch }, 1)).First();
            PlatformMemory.Remember(client, page.Connection?.Platform);
        }

        return PlatformMemory.Find(client);
    }

    private TimeRangeFilter TimeRanges() => new(
        ("created_at", CreatedAfter, CreatedBefore), ("updated_at", UpdatedAfter, UpdatedBefore), ("last_synced_at", LastSyncedAfter, LastSyncedBefore));
}
