using System.Runtime.CompilerServices;
using Rutter.Client.Errors;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// Reads a list that is complete as of its end. The API lists the newest objects first, so an object that changes during the reading moves to the
/// front, which was read before. Therefore objects synced since the first page are read again at the end, oldest first, where none can be missed.
/// Versions that were returned before are left out.
/// </summary>
internal sealed class ListReader<T>(RequestSender sender, ResourceDefinition<T> definition, ListQuery query, long? maximumItems)
    where T : RutterObject
{
    private const string SyncedAt = "last_synced_at";

    private readonly ConnectionPlatform platform = new(sender.Options);

    public async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (maximumItems <= 0)
        {
            yield break;
        }

        var missing = maximumItems ?? long.MaxValue;
        RecentVersions<T>? versions = null;
        var (sent, pages) = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (pages.ConfigureAwait(false))
        {
            if (pages.Current.NextCursor is not null && CanReadChanges(sent))
            {
                versions = RecentVersions<T>.StartAt(definition, pages.Current);
            }

            do
            {
                versions?.Add(pages.Current);
                var page = sent.Select(pages.Current);
                missing -= page.Items.Count;
                yield return page;
            }
            while (missing > 0 && await pages.MoveNextAsync().ConfigureAwait(false));
        }

        if (missing <= 0 || versions is null)
        {
            yield break;
        }

        await foreach (var page in ReadChangesAsync(versions, cancellationToken).ConfigureAwait(false))
        {
            missing -= page.Items.Count;
            yield return page;
            if (missing <= 0)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Reads the first page. Most platforms support filter and sort, so an unknown platform gets them. Its response names it. If it refuses, the
    /// query is sent again with time parameters.
    /// </summary>
    private async Task<(PlatformQuery<T> Sent, IAsyncEnumerator<Page<T>> Pages)> BeginAsync(CancellationToken cancellationToken)
    {
        var isKnown = platform.Name is not null || PlatformQuery<T>.SuitsEveryPlatform(query);
        var sent = PlatformQuery<T>.For(query, platform.Name);
        RutterApiException refusal;
        try
        {
            var pages = await OpenAsync(sent, WantedOf(sent), cancellationToken).ConfigureAwait(false);
            if (isKnown || PlatformLimits.TakesFilter(platform.Name))
            {
                return (sent, pages);
            }

            // A platform without filters that did not refuse this one has ignored it.
            await pages.DisposeAsync().ConfigureAwait(false);
            sent = PlatformQuery<T>.For(query, platform.Name);
            return (sent, await OpenAsync(sent, WantedOf(sent), cancellationToken).ConfigureAwait(false));
        }
        catch (RutterApiException exception) when (exception.StatusCode is 400 && !isKnown)
        {
            refusal = exception;
        }

        return await BeginWithoutFilterAsync(refusal, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(PlatformQuery<T> Sent, IAsyncEnumerator<Page<T>> Pages)> BeginWithoutFilterAsync(
        RutterApiException refusal, CancellationToken cancellationToken)
    {
        // If time parameters can express the query, this already is the list. Otherwise a list of one object shows the platform.
        var sent = PlatformQuery<T>.InTimeParameters(query) ?? new(new ListQuery { Limit = 1, ForceFetch = query.ForceFetch }, null);
        IAsyncEnumerator<Page<T>> pages;
        try
        {
            pages = await OpenAsync(sent, sent.Bounds is null ? 1 : null, cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException)
        {
            throw refusal;
        }

        if (sent.Bounds is not null && !PlatformLimits.TakesFilter(platform.Name))
        {
            return (sent, pages);
        }

        await pages.DisposeAsync().ConfigureAwait(false);
        _ = PlatformQuery<T>.For(query, platform.Name);
        throw refusal;
    }

    // When pages hold unwanted objects, the number of wanted ones says nothing about the number of pages.
    private long? WantedOf(PlatformQuery<T> sent) => sent.Bounds is null ? maximumItems : null;

    private async Task<IAsyncEnumerator<Page<T>>> OpenAsync(PlatformQuery<T> sent, long? wanted, CancellationToken cancellationToken)
    {
        var pages = PagesOf(sent.Query, wanted).GetAsyncEnumerator(cancellationToken);
        try
        {
            await pages.MoveNextAsync().ConfigureAwait(false);
            platform.Remember(pages.Current.Connection?.Platform);
            return pages;
        }
        catch
        {
            await pages.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private IAsyncEnumerable<Page<T>> PagesOf(ListQuery list, long? wanted) =>
        new PageReader<T>(sender.Redactor, new PageFetcher<T>(sender, definition, list, wanted).FetchAsync, list.Cursor, wanted).ReadAsync();

    private bool CanReadChanges(PlatformQuery<T> sent) =>
        sent.Bounds is null
        && query.Sort is null
        && typeof(T).IsAssignableTo(typeof(ISyncedObject))
        && definition.FindField(SyncedAt) is { } field && definition.CanFilterBy(field)
        && PlatformLimits.TakesFilter(platform.Name);

    private async IAsyncEnumerable<Page<T>> ReadChangesAsync(RecentVersions<T> versions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = versions.Since;
        var changes = query with
        {
            Cursor = null,
            Sort = $"{SyncedAt} ASC",
            Filter = FilterText.And(query.Filter, new FilterComparison(SyncedAt, FilterOperator.Greater, FilterValue.Of(since))),
        };
        var pages = PagesOf(changes, wanted: null).GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            for (var isFirst = true; await HasNextAsync(pages, isFirst).ConfigureAwait(false); isFirst = false)
            {
                var page = pages.Current;
                if (page.Items.Any(item => ((ISyncedObject)item).LastSyncedAt < since))
                {
                    // The server did not apply the filter, so this would be the whole list again.
                    yield break;
                }

                List<T> items = [.. page.Items.Where(item => ((ISyncedObject)item).LastSyncedAt > since && !versions.Contains(item))];
                if (items.Count > 0)
                {
                    yield return page with { Items = items, NextCursor = null };
                }
            }
        }
    }

    private static async Task<bool> HasNextAsync(IAsyncEnumerator<Page<T>> pages, bool isFirst)
    {
        try
        {
            return await pages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (RutterApiException exception) when (isFirst && exception.StatusCode is 400 or 404)
        {
            // A platform that cannot filter or sort by this field gives the list as it was read.
            return false;
        }
        catch (RutterApiException exception)
        {
            // This cursor does not belong to the caller's query.
            exception.Cursor = null;
            throw;
        }
    }
}
