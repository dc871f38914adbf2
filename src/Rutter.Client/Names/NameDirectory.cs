using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Names;

/// <summary>
/// Finds the names of objects by their ids with few requests: a list is read page by page as long as this costs no more requests than fetching the
/// missing objects. Results are kept for five minutes per connection.
/// </summary>
public sealed class NameDirectory
{
    private const int PageSize = 500;

    private readonly RequestSender sender;
    private readonly TimeProvider time;
    private readonly string connection;

    internal NameDirectory(RequestSender sender, TimeProvider time)
    {
        this.sender = sender;
        this.time = time;
        connection = NameCache.ConnectionOf(sender.Options);
    }

    /// <summary>Whether objects of a kind have names that can be found.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <returns>False if the API neither lists nor fetches them, or they have no field with a name.</returns>
    public static bool HasNames(ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return NamedObject.NameFieldOf(definition) is not null && (definition.Operations & (ResourceOperations.List | ResourceOperations.Fetch)) != 0;
    }

    /// <summary>Finds a known object without a request.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <param name="id">Its Rutter id.</param>
    /// <returns>The object; null if it is not known or does not exist.</returns>
    public NamedObject? FindKnown(ResourceDefinition definition, string id)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return NamesOf(definition).ById.GetValueOrDefault(id);
    }

    /// <summary>Finds objects by their ids.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <param name="ids">Rutter ids.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The object of each id; null for an id that does not exist or is not allowed.</returns>
    /// <exception cref="RutterApiException">A request failed for another reason.</exception>
    public async ValueTask<IReadOnlyDictionary<string, NamedObject?>> FindAsync(
        ResourceDefinition definition, IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(ids);
        var names = NamesOf(definition);
        if (!ids.All(names.ById.ContainsKey))
        {
            await names.Reader.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await ReadMissingAsync(definition, names, ids, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                names.Reader.Release();
            }
        }

        return ids.Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => names.ById.GetValueOrDefault(id), StringComparer.Ordinal);
    }

    /// <summary>The first objects of a list in the API's order, newest first.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>All known objects, at least the first page of the list.</returns>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public async ValueTask<IReadOnlyCollection<NamedObject>> ListAsync(ResourceDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var names = NamesOf(definition);
        if (names.PagesRead == 0)
        {
            await names.Reader.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (names.PagesRead == 0)
                {
                    await ReadPageAsync(definition, names, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                names.Reader.Release();
            }
        }

        return [.. names.Listed];
    }

    private KnownNames NamesOf(ResourceDefinition definition) => NameCache.Of(connection, definition.Path, time);

    private async ValueTask ReadMissingAsync(
        ResourceDefinition definition, KnownNames names, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var canList = definition.Operations.HasFlag(ResourceOperations.List);
        var canFetch = definition.Operations.HasFlag(ResourceOperations.Fetch);
        names.Asked.UnionWith(ids);
        while (true)
        {
            var missing = ids.Where(id => !names.ById.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList();
            if (missing.Count == 0)
            {
                return;
            }

            if (canList && !names.IsComplete && (!canFetch || names.PagesRead < names.Asked.Count))
            {
                await ReadPageAsync(definition, names, cancellationToken).ConfigureAwait(false);
            }
            else if (canFetch && !names.IsComplete)
            {
                names.ById[missing[0]] = await FetchAsync(definition, missing[0], cancellationToken).ConfigureAwait(false);
            }
            else
            {
                missing.ForEach(id => names.ById[id] = null);
            }
        }
    }

    private async ValueTask ReadPageAsync(ResourceDefinition definition, KnownNames names, CancellationToken cancellationToken)
    {
        var request = new RutterRequest
        {
            Method = HttpMethod.Get,
            Path = definition.Path,
            Query = [new("limit", PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        };
        Page<object?> page;
        try
        {
            page = await sender.SendAsync(request.AtCursor(names.Cursor), PlainResponse.ReadPageAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException failure) when (failure.StatusCode == 400 && names.Cursor is null)
        {
            // The largest page size is not documented.
            page = await sender.SendAsync(request with { Query = [] }, PlainResponse.ReadPageAsync, cancellationToken).ConfigureAwait(false);
        }

        var nameField = NamedObject.NameFieldOf(definition);
        foreach (var item in page.Items)
        {
            if (NamedObject.From(item, nameField) is { } found)
            {
                names.ById[found.Id] = found;
                names.Listed.Enqueue(found);
            }
        }

        names.PagesRead++;
        names.IsComplete = page.NextCursor is null || page.NextCursor == names.Cursor;
        names.Cursor = page.NextCursor;
    }

    private async ValueTask<NamedObject?> FetchAsync(ResourceDefinition definition, string id, CancellationToken cancellationToken)
    {
        try
        {
            var request = new RutterRequest { Method = HttpMethod.Get, Path = $"{definition.Path}/{PathSegment.FromRutterId(id)}" };
            var response = await sender.SendAsync(request, PlainResponse.ReadAsync, cancellationToken).ConfigureAwait(false);
            return NamedObject.From(
                (response as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(definition.ItemKey), NamedObject.NameFieldOf(definition));
        }
        catch (RutterApiException failure) when (failure.StatusCode is 403 or 404 or 410)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // An id that is not valid in a path has no name.
            return null;
        }
    }
}
