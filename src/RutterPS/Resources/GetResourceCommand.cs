using System.Management.Automation;
using Rutter.Client;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Connections;
using RutterPS.Common;
using RutterPS.Filters;
using RutterPS.Session;

namespace RutterPS.Resources;

/// <summary>Lists or fetches one kind of API object; a cmdlet of an API object adds its definition and name.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class GetResourceCommand<T> : RutterSessionCmdlet
    where T : RutterObject
{
    /// <summary>The parameter set that lists.</summary>
    protected const string ListSet = "List";

    /// <summary>The parameter set that fetches by id.</summary>
    protected const string FetchSet = "Fetch";

    /// <summary>The ids to fetch; objects with an Id are taken too.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FetchSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Whose ids they are.</summary>
    [Parameter(ParameterSetName = FetchSet)]
    [Alias("id_type")]
    [ValidateSet("rutter", "platform")]
    public string IdType { get; set; } = "rutter";

    /// <summary>The connection whose objects are listed, as Get-RutterConnection emits it.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterConnection? Connection { get; set; }

    /// <summary>Take what is there although the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <summary>An expression of Rutter's filter language, or a script block in PowerShell's operators.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterTransformation]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [ValidateNotNullOrEmpty]
    public object? Filter { get; set; }

    /// <summary>Created at this instant or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Created at this instant or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Updated at this instant or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Updated at this instant or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Synced by Rutter at this instant or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public DateTimeOffset? LastSyncedAfter { get; set; }

    /// <summary>Synced by Rutter at this instant or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public DateTimeOffset? LastSyncedBefore { get; set; }

    /// <summary>The order, for example <c>last_synced_at ASC</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(SortCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Sort { get; set; }

    /// <summary>Objects in one request; all pages are read whatever their size.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("limit")]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    /// <summary>Where to start: a cursor that an earlier, interrupted listing reported.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? Cursor { get; set; }

    /// <summary>What to add to each object.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Expand { get; set; }

    /// <summary>Synced at this instant or later, for platforms that take no filter; instants, or Unix milliseconds.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("last_synced_at_min")]
    [InstantTransformation]
    public DateTimeOffset? LastSyncedAtMin { get; set; }

    /// <summary>Updated at this instant or later, for platforms that take no filter; instants, or Unix milliseconds.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("updated_at_min")]
    [InstantTransformation]
    public DateTimeOffset? UpdatedAtMin { get; set; }

    /// <summary>Updated at this instant or earlier, for platforms that take no filter; instants, or Unix milliseconds.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("updated_at_max")]
    [InstantTransformation]
    public DateTimeOffset? UpdatedAtMax { get; set; }

    /// <summary>What the API calls this kind of object, and how.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <summary>A client for the connection whose objects are listed.</summary>
    internal RutterClient ListClient => Connection?.AccessToken.ToSecret() is { } token ? ClientWith(token) : Client;

    /// <summary>How a list is read.</summary>
    /// <param name="query">What of it.</param>
    /// <param name="last">After how many objects no further page is needed; null for all.</param>
    private protected virtual IAsyncEnumerable<Page<T>> Pages(ListQuery query, long? last) => ListClient.ListPagesAsync(Definition, query, last);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == FetchSet)
        {
            foreach (var id in Id)
            {
                ForInput(id, () => WriteObject(Fetch(id)));
            }
        }
        else
        {
            ForInput(Connection, List, isOnly: !MyInvocation.ExpectingInput);
        }
    }

    private T Fetch(string id) => Await(Client.FetchAsync(
        Definition, new FetchQuery(id) { IsPlatformId = IdType.Equals("platform", StringComparison.OrdinalIgnoreCase), ForceFetch = ForceFetch }, Cancellation));

    private void List()
    {
        if (PagingParameters.IncludeTotalCount)
        {
            // A cursor knows nothing of what lies ahead.
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        }

        var range = new PagingRange(PagingParameters);
        var client = ListClient;
        var listing = new PlatformListing(this, Definition);
        var query = listing.Fit(Query(range), () => Platform(client));
        foreach (var page in Walk(Pages(query, listing.IsSelecting ? null : range.Last)))
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
    };

    // Asked once for each connection: a page of one object names it, as any list does.
    private string? Platform(RutterClient client)
    {
        if (PlatformMemory.Find(client) is null)
        {
            var page = Walk(client.ListPagesAsync(Definition, new ListQuery { Limit = 1, ForceFetch = ForceFetch }, 1)).First();
            PlatformMemory.Remember(client, page.Connection?.Platform);
        }

        return PlatformMemory.Find(client);
    }

    private TimeRangeFilter TimeRanges() => new(
        ("created_at", CreatedAfter, CreatedBefore), ("updated_at", UpdatedAfter, UpdatedBefore), ("last_synced_at", LastSyncedAfter, LastSyncedBefore));
}
