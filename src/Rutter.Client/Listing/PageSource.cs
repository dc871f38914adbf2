using Rutter.Client.Responses;

namespace Rutter.Client.Listing;

/// <summary>Fetches the page at a cursor; null is the first one.</summary>
/// <param name="cursor">Where the page starts.</param>
/// <param name="foresee">Is told the cursor behind the page, where it can be seen before the page is read; it may turn out wrong.</param>
/// <param name="cancellationToken">Ends every wait.</param>
internal delegate ValueTask<Page<T>> PageSource<T>(string? cursor, Action<string>? foresee, CancellationToken cancellationToken);
