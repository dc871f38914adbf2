using Rutter.Client.Attachments;
using Rutter.Client.Connections;
using Rutter.Client.Errors;
using Rutter.Client.Invoices;
using Rutter.Client.Jobs;
using Rutter.Client.Listing;
using Rutter.Client.Listing.Parallel;
using Rutter.Client.Names;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Statements;
using Rutter.Client.Syncing;
using Rutter.Client.Transport;
using Rutter.Client.Writes;

namespace Rutter.Client;

/// <summary>
/// The API for one organisation and at most one of its connections. Immutable and safe on any thread; clients of the same organisation and
/// origin share connections and the rate limit.
/// </summary>
public sealed class RutterClient
{
    private readonly RequestSender sender;
    private readonly ListClient lists;

    /// <summary>Makes a client. Nothing is sent.</summary>
    /// <param name="options">Credentials, base address, API version, retries and timeout.</param>
    public RutterClient(RutterClientOptions options)
    {
        sender = new RequestSender(options);
        lists = new ListClient(sender);
    }

    /// <summary>Begins to get ready for a first call, on another thread and once for the process. Nothing is sent.</summary>
    public static void PrepareFirstCall() => FirstCall.Prepare();

    /// <summary>Credentials, base address, API version, retries and timeout.</summary>
    public RutterClientOptions Options => sender.Options;

    /// <summary>Asynchronous jobs.</summary>
    public JobClient Jobs => new(sender);

    /// <summary>The files that are attached to objects.</summary>
    public AttachmentClient Attachments => new(sender);

    /// <summary>The PDFs of invoices.</summary>
    public InvoicePdfClient InvoicePdfs => new(sender);

    /// <summary>Balance sheets, income statements and cash flow statements.</summary>
    public StatementClient Statements => new(sender);

    /// <summary>The organisation's connections.</summary>
    public ConnectionClient Connections => new(sender);

    /// <summary>The access tokens of connections.</summary>
    public AccessTokenClient AccessTokens => new(sender);

    /// <summary>The names of objects, by their ids.</summary>
    public NameDirectory Names => new(sender, sender.Options.Clock);

    /// <summary>Creates, updates and deletes objects of one kind.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of object.</param>
    /// <returns>A writer; nothing is sent yet.</returns>
    public ResourceWriter<T> Writer<T>(ResourceDefinition<T> definition)
        where T : RutterObject => new(sender, definition);

    /// <summary>Follows objects of one kind from a state on.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of object.</param>
    /// <param name="state">The state before; the run moves it on.</param>
    /// <param name="options">What is read, and how far back.</param>
    /// <returns>A run; nothing is sent yet.</returns>
    public ResourceSync<T> Sync<T>(ResourceDefinition<T> definition, SyncState state, SyncOptions? options = null)
        where T : RutterObject, ISyncedObject => new(sender, definition, state, options ?? new SyncOptions());

    /// <summary>Masks this client's secrets, in a text that is to be shown.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without secrets.</returns>
    public string? Redact(string? text) => sender.Redactor.Clean(text);

    /// <summary>
    /// Masks this client's own secrets in data. Other than <see cref="Redact"/> it leaves what merely has a secret's name: a token that the
    /// server hands out is data.
    /// </summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without this client's secrets.</returns>
    public string? MaskOwnSecrets(string? text) => sender.Redactor.CleanValues(text);

    /// <summary>Reads a list page by page, to its end, with the next page on its way while one is used.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which list.</param>
    /// <param name="query">What of it.</param>
    /// <param name="maximumItems">After how many objects no further page is needed; null for all.</param>
    /// <returns>The pages, in the order of the API; reading stops when the enumeration does.</returns>
    /// <exception cref="RutterApiException">A page failed; its <c>Cursor</c> says where to go on.</exception>
    public IAsyncEnumerable<Page<T>> ListPagesAsync<T>(ResourceDefinition<T> definition, ListQuery query, long? maximumItems = null)
        where T : RutterObject => lists.ListPagesAsync(definition, query, maximumItems);

    /// <summary>
    /// Reads a whole list in slices of <c>last_synced_at</c>, several side by side, in no particular order. Nothing is lost and nothing comes twice,
    /// also when objects are synced meanwhile; for that the ids are remembered, with some 40 bytes each.
    /// </summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which list.</param>
    /// <param name="query">What of it; without sort and cursor.</param>
    /// <param name="readers">How many requests are under way at once, at most; from 1.</param>
    /// <returns>Pages without cursors; reading stops when the enumeration does.</returns>
    /// <exception cref="ArgumentException">The query has a sort or a cursor, or the number is less than 1.</exception>
    /// <exception cref="NotSupportedException">The platform takes no filter, or objects of this kind do not say when they were synced.</exception>
    /// <exception cref="RutterApiException">A page failed. There is no cursor to go on from.</exception>
    public IAsyncEnumerable<Page<T>> ListPagesInParallelAsync<T>(ResourceDefinition<T> definition, ListQuery query, int readers)
        where T : RutterObject => ParallelReader<T>.ReadAsync(sender, definition, query, readers);

    /// <summary>Reads a list of any kind to its end: of each response the one array it holds, whatever its key.</summary>
    /// <param name="request">The first page; a <c>cursor</c> in its query says where to start.</param>
    /// <returns>The pages, their items as <see cref="ReadAsync"/> gives them.</returns>
    /// <exception cref="RutterApiException">A page failed, or is not a list; its <c>Cursor</c> says where to go on.</exception>
    public IAsyncEnumerable<Page<object?>> ListPagesAsync(RutterRequest request) => lists.ListPagesAsync(request);

    /// <summary>Fetches one object.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of object.</param>
    /// <param name="query">Its id, and how to look for it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such object, or the request failed.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, FetchQuery query, CancellationToken cancellationToken = default)
        where T : RutterObject => lists.FetchAsync(definition, query, cancellationToken);

    /// <summary>Fetches the one object of a kind that a connection has.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of object.</param>
    /// <param name="query">How.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The object.</returns>
    /// <exception cref="RutterApiException">The request failed, or the connection has no such object.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, SingleQuery query, CancellationToken cancellationToken = default)
        where T : RutterObject => lists.FetchAsync(definition, query, cancellationToken);

    /// <summary>Sends any request, and reads its JSON response into plain values.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// A string (dates are not converted), bool, long, decimal (double only where no decimal holds the number), null, array of such values, or
    /// dictionary from member name to such a value; null also for a response without a body.
    /// </returns>
    /// <exception cref="RutterApiException">The response is not a success or not JSON, or there is none.</exception>
    public ValueTask<object?> ReadAsync(RutterRequest request, CancellationToken cancellationToken = default) =>
        sender.SendAsync(request, PlainResponse.ReadAsync, cancellationToken);

    /// <summary>Sends any request, with the same retries and errors as all others.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The response, whole.</returns>
    /// <exception cref="RutterApiException">The response is not a success, or there is none.</exception>
    public ValueTask<RutterResponse> SendAsync(RutterRequest request, CancellationToken cancellationToken = default) =>
        sender.SendAsync(request, cancellationToken);
}
