using System.Management.Automation;
using Rutter.Client;
using Rutter.Client.Filtering;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Connections;
using RutterPS.Common;
using RutterPS.Filters;
using RutterPS.Names;
using RutterPS.Session;

namespace RutterPS.Resources;

/// <summary>
/// Lists or fetches one kind of API object. A derived cmdlet declares its name, its definition, and the parameters that its operations take.
/// Parameters that only this object has get a <see cref="QueryParameterAttribute"/>. If the operations take all the usual parameters, the cmdlet
/// derives from <see cref="GetFilterableResourceCommand{T}"/> and declares none.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class GetResourceCommand<T> : RutterSessionCmdlet
    where T : RutterObject
{
    /// <summary>The parameter set that lists.</summary>
    protected const string ListSet = "List";

    /// <summary>The parameter set that fetches by id.</summary>
    protected const string FetchSet = "Fetch";

    private static readonly string[] OfLists = ["First", "Skip"];
    private static readonly string[] NeedOrder = [nameof(Sort), nameof(Cursor), .. OfLists];

    private (string? Filter, string? Sort)? checkedQuery;
    private bool isDeprecationChecked;

    // No [Parameter] here: a cmdlet overrides the parameters that its operations take. Others stay null and are not sent.

    /// <summary>The ids to fetch, or objects with an Id.</summary>
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>The type of the ids: <c>rutter</c> or <c>platform</c>.</summary>
    public virtual string IdType { get; set; } = "rutter";

    /// <summary>Respond even if the connection's first download is not complete.</summary>
    public virtual SwitchParameter ForceFetch { get; set; }

    /// <summary>An expression of Rutter's filter language, or a script block in PowerShell's operators.</summary>
    public virtual object? Filter { get; set; }

    /// <summary>Only objects created at this instant or later.</summary>
    public virtual DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Only objects created at this instant or earlier.</summary>
    public virtual DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Only objects updated at this instant or later.</summary>
    public virtual DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Only objects updated at this instant or earlier.</summary>
    public virtual DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Only objects synced by Rutter at this instant or later.</summary>
    public virtual DateTimeOffset? LastSyncedAfter { get; set; }

    /// <summary>Only objects synced by Rutter at this instant or earlier.</summary>
    public virtual DateTimeOffset? LastSyncedBefore { get; set; }

    /// <summary>The sort order, for example <c>last_synced_at ASC</c>.</summary>
    public virtual string[]? Sort { get; set; }

    /// <summary>Objects per request. All pages are read, whatever their size.</summary>
    public virtual int? PageSize { get; set; }

    /// <summary>The cursor to start at, from the error of an interrupted listing.</summary>
    public virtual string? Cursor { get; set; }

    /// <summary>What to add to each object.</summary>
    public virtual string? Expand { get; set; }

    /// <summary>Only objects synced at this instant or later, for platforms without filters. An instant, or Unix milliseconds.</summary>
    public virtual DateTimeOffset? LastSyncedAtMin { get; set; }

    /// <summary>Only objects updated at this instant or later, for platforms without filters. An instant, or Unix milliseconds.</summary>
    public virtual DateTimeOffset? UpdatedAtMin { get; set; }

    /// <summary>Only objects updated at this instant or earlier, for platforms without filters. An instant, or Unix milliseconds.</summary>
    public virtual DateTimeOffset? UpdatedAtMax { get; set; }

    /// <summary>The number of parts of the list to read at the same time, in no particular order.</summary>
    public virtual int? Parallel { get; set; }

    /// <summary>The connection to list from, as Get-RutterConnection emits it.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterConnection? Connection { get; set; }

    /// <summary>The definition of this kind of object.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <summary>The client for the connection to list from.</summary>
    private RutterClient ListClient => Connection is null ? Client : ClientWith(Connection.AccessToken);

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
            RefusePaging();
            using var progress = new ReadProgress(this, Id.Length, pagesName: null);
            foreach (var id in Id)
            {
                InvokeForInput(id, () => AskPlatform(() => WriteObject(Fetch(id)), id, isFinal: false));
                progress.Add(1);
            }
        }
        else
        {
            var isOnly = !MyInvocation.ExpectingInput;
            InvokeForInput(Connection, () => AskPlatform(List, isOnly ? null : Connection, isOnly), isOnly);
        }
    }

    private void RefusePaging()
    {
        if (OfLists.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } name)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(
                new ArgumentException($"-{name} is for lists; with -Id each object is fetched by itself."),
                "PagingNeedsList",
                null,
                $"Leave out -{name}, and give just the ids that you want; nothing was sent."));
        }
    }

    // A limit of one connection's platform does not stop the others.
    private void AskPlatform(Action work, object? target, bool isFinal)
    {
        try
        {
            work();
        }
        catch (UnsupportedQueryException exception)
        {
            Report(UnsupportedQueryErrors.From(exception, Definition, target), isFinal);
        }
        catch (NotSupportedException exception) when (Parallel is not null)
        {
            Report(
                ErrorRecords.Create(
                    exception,
                    "ParallelNotSupported",
                    ErrorCategory.NotImplemented,
                    target,
                    "Leave out -Parallel: the list is then read page by page."),
                isFinal);
        }
    }

    private T Fetch(string id)
    {
        var isPlatformId = IdType.Equals("platform", StringComparison.OrdinalIgnoreCase);
        return WaitFor(Client.FetchAsync(Definition, new FetchQuery(id) { IsPlatformId = isPlatformId, ForceFetch = ForceFetch }, Cancellation));
    }

    private void List()
    {
        if (PagingParameters?.IncludeTotalCount == true)
        {
            // With a cursor, the number of remaining objects is unknown.
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        }

        var range = new PagingRange(PagingParameters);
        var query = Query(range);
        var pages = Parallel is { } readers
            ? ListClient.ListPagesInParallelAsync(Definition, query, readers)
            : ListClient.ListPagesAsync(Definition, query, range.Last);
        using var progress = new ReadProgress(this, range.Last);
        foreach (var page in Enumerate(pages))
        {
            progress.Add(page.Items.Count);
            WarnOfDeprecation(page.Connection?.Platform);
            WriteObject(range.Select(page.Items), enumerateCollection: true);
            if (range.IsComplete)
            {
                break;
            }
        }
    }

    private ListQuery Query(PagingRange range)
    {
        var (filter, sort) = checkedQuery ??= (
            FilterText.And(new FilterArgument(this, Definition).Read(Filter)?.Text, [.. TimeRanges()]), SortArgument.Read(this, Definition, Sort));
        return new()
        {
            Filter = filter,
            Sort = sort,
            Limit = range.PageSize(PageSize),
            Cursor = Cursor,
            Expand = Expand,
            ForceFetch = ForceFetch,
            LastSyncedAtMin = LastSyncedAtMin,
            UpdatedAtMin = UpdatedAtMin,
            UpdatedAtMax = UpdatedAtMax,
            OwnParameters = QueryParameterAttribute.Read(this),
        };
    }

    private IEnumerable<FilterNode> TimeRanges()
    {
        (string Field, FilterOperator Operator, DateTimeOffset? Bound)[] bounds =
        [
            ("created_at", FilterOperator.GreaterOrEqual, CreatedAfter),
            ("created_at", FilterOperator.LessOrEqual, CreatedBefore),
            ("updated_at", FilterOperator.GreaterOrEqual, UpdatedAfter),
            ("updated_at", FilterOperator.LessOrEqual, UpdatedBefore),
            ("last_synced_at", FilterOperator.GreaterOrEqual, LastSyncedAfter),
            ("last_synced_at", FilterOperator.LessOrEqual, LastSyncedBefore),
        ];
        return from bound in bounds
               let instant = bound.Bound
               where instant is not null
               select new FilterComparison(bound.Field, bound.Operator, FilterValue.Of(instant.GetValueOrDefault()));
    }

    private void WarnOfDeprecation(string? platform)
    {
        if (isDeprecationChecked || platform is null || (UpdatedAtMin ?? UpdatedAtMax ?? LastSyncedAtMin) is null)
        {
            return;
        }

        isDeprecationChecked = true;
        if (PlatformLimits.TakesFilter(platform))
        {
            WriteWarning(
                "-UpdatedAtMin, -UpdatedAtMax and -LastSyncedAtMin are deprecated by Rutter except for Sage Intacct and Sage Business Cloud. "
                + "Use -UpdatedAfter, -UpdatedBefore and -LastSyncedAfter, or -Filter.");
        }
    }
}
