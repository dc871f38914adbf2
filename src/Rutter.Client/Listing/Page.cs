using Rutter.Client.Errors;

namespace Rutter.Client.Listing;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Items">The objects, in the order of the API.</param>
/// <param name="NextCursor">Where the next page starts; null on the last page.</param>
/// <param name="Connection">The connection that the page came from, where the response named it.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, ConnectionReference? Connection)
{
    /// <summary>The page, unless it leads back to itself.</summary>
    internal Page<T> RequireProgress(string? cursor) => cursor is null || NextCursor != cursor
        ? this
        : throw new RutterApiException(TransportErrors.UnreadableResponse, "The server answered with the cursor that it was given: the list would never end.");
}
