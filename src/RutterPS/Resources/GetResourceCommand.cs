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

    private static readonly string[] OfLists = ["First", "Skip"];
    private static readonly string[] NeedOrder = [nameof(Sort), nameof(Cursor), .. OfLists];

    private (string? Filter, string? Sort)? checkedQuery;
    private bool isDeprecationChecked;

    // No [Parameter] here: a cmdlet overrides, with its attributes, what its operations take. What it leaves out stays null and is not sent.

    /// <summary>The ids to fetch; objects with an Id are taken too.</summary>
    [ArgumentCompleter(typeof(IdCompleter))]
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

    // What the platform of one connection cannot do does not keep the others from being listed.
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
            // A cursor knows nothing of what lies ahead.
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
