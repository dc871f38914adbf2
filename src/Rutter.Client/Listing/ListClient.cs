using Rutter.Client.Errors;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Reads lists and single objects.</summary>
internal sealed class ListClient(RequestSender sender)
{
    /// <summary>Reads a list page by page, to its end, with the next page on its way while one is used.</summary>
    public IAsyncEnumerable<Page<T>> ListPagesAsync<T>(ResourceDefinition<T> definition, ListQuery query, long? maximumItems = null)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        var pages = new ListPages<T>(sender, definition, query, maximumItems);
        return new PageReader<T>(sender.Redactor, pages.FetchAsync, query.Cursor, maximumItems).ReadAsync();
    }

    /// <summary>Reads a list of any kind to its end: of each response the one array it holds, whatever its key.</summary>
    public IAsyncEnumerable<Page<object?>> ListPagesAsync(RutterRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PageReader<object?>(
            sender.Redactor,
            (cursor, _, token) => sender.SendAsync(request.AtCursor(cursor), PlainResponse.ReadPageAsync, token),
            request.Cursor,
            maximumItems: null).ReadAsync();
    }

    /// <summary>Fetches one object.</summary>
    /// <exception cref="RutterApiException">There is no such object, or the request failed.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, FetchQuery query, CancellationToken cancellationToken)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        return sender.SendAsync(query.ToRequest(definition), (_, body, token) => Envelope.ReadItemAsync(definition, body, token), cancellationToken);
    }
}
