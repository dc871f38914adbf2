using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Reads lists and single objects.</summary>
internal sealed class ListClient(RequestSender sender)
{
    /// <summary>Reads a list page by page, complete as of its end. The next page is requested while one is used.</summary>
    public IAsyncEnumerable<Page<T>> ListPagesAsync<T>(ResourceDefinition<T> definition, ListQuery query, long? maximumItems = null)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        return new ListReader<T>(sender, definition, query, maximumItems).ReadAsync();
    }

    /// <summary>Reads a list of any kind to its end. Each response must hold exactly one array, under any key.</summary>
    public IAsyncEnumerable<Page<object?>> ListPagesAsync(RutterRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PageReader<object?>(
            sender.Redactor,
            page => sender.SendAsync(request.AtCursor(page.Cursor), PlainResponse.ReadPageAsync, page.CancellationToken),
            request.Cursor,
            maximumItems: null).ReadAsync();
    }

    /// <summary>Fetches one object.</summary>
    /// <exception cref="RutterApiException">There is no such object, or the request failed.</exception>
    /// <exception cref="UnsupportedQueryException">The platform does not fetch by its own ids.</exception>
    public async ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, FetchQuery query, CancellationToken cancellationToken)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        var platform = query.IsPlatformId ? new ConnectionPlatform(sender.Options) : null;
        ThrowUnlessPlatformIdsWork(platform);
        try
        {
            return await sender.SendAsync(
                query.ToRequest(definition),
                (_, body, token) => Envelope.ReadItemAsync(definition, body, token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException exception) when (platform is { Name: null } && exception.StatusCode is 400 or 404 or 410)
        {
            // Only the platform's name shows whether the object is missing or the parameter is not supported.
            await IdentifyAsync(definition, platform!, query.ForceFetch, cancellationToken).ConfigureAwait(false);
            ThrowUnlessPlatformIdsWork(platform);
            throw;
        }
    }

    private static void ThrowUnlessPlatformIdsWork(ConnectionPlatform? platform)
    {
        if (platform?.Name is { } name && !PlatformLimits.TakesPlatformIds(name))
        {
            throw new UnsupportedQueryException(QueryFeature.PlatformId, name, $"{name} does not fetch objects by its own ids, only by Rutter's.");
        }
    }

    private async Task IdentifyAsync<T>(
        ResourceDefinition<T> definition, ConnectionPlatform platform, bool forceFetch, CancellationToken cancellationToken)
        where T : RutterObject
    {
        try
        {
            var first = new PageFetcher<T>(sender, definition, new ListQuery { Limit = 1, ForceFetch = forceFetch }, maximumItems: 1);
            var page = await first.FetchAsync(new PageRequest(null, cancellationToken)).ConfigureAwait(false);
            platform.Remember(page.Connection?.Platform);
        }
        catch (RutterApiException)
        {
            // The failure of the fetch is more helpful.
        }
    }

    /// <summary>Fetches the only object of a kind that a connection has.</summary>
    /// <exception cref="RutterApiException">The request failed, or there is no such object.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, SingleQuery query, CancellationToken cancellationToken)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        return sender.SendAsync(query.ToRequest(definition), (_, body, token) => Envelope.ReadItemAsync(definition, body, token), cancellationToken);
    }
}
