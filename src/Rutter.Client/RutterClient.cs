using Rutter.Client.Attachments;
using Rutter.Client.BankFeeds;
using Rutter.Client.Banking;
using Rutter.Client.Configuration;
using Rutter.Client.Connections;
using Rutter.Client.CustomFields;
using Rutter.Client.Errors;
using Rutter.Client.Invoices;
using Rutter.Client.Jobs;
using Rutter.Client.Listing;
using Rutter.Client.Listing.Parallel;
using Rutter.Client.Metrics;
using Rutter.Client.Names;
using Rutter.Client.Reports;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Statements;
using Rutter.Client.Syncing;
using Rutter.Client.Transport;
using Rutter.Client.Writes;

namespace Rutter.Client;

/// <summary>
/// The API for one organisation and at most one of its connections. Immutable and thread-safe. Clients of the same organisation and origin share the
/// connection pool and the rate limit.
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

    /// <summary>Prepares for the first call on another thread, once per process. Nothing is sent.</summary>
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

    /// <summary>What banks say of accounts.</summary>
    public BankAccountClient BankAccounts => new(sender);

    /// <summary>What a person needs to connect bank feeds.</summary>
    public BankFeedClient BankFeeds => new(sender);

    /// <summary>Which custom fields there are.</summary>
    public CustomFieldClient CustomFields => new(sender);

    /// <summary>The metrics that Rutter calculates.</summary>
    public MetricClient Metrics => new(sender);

    /// <summary>The reports on companies.</summary>
    public ReportClient Reports => new(sender);

    /// <summary>What Rutter reads, and how often.</summary>
    public SyncConfigurationClient SyncConfigurations => new(sender);

    /// <summary>Where Rutter sends webhooks.</summary>
    public WebhookConfigurationClient WebhookConfigurations => new(sender);

    /// <summary>The organisation's connections.</summary>
    public ConnectionClient Connections => new(sender);

    /// <summary>The access tokens of connections.</summary>
    public AccessTokenClient AccessTokens => new(sender);

    /// <summary>The names of objects, by their ids.</summary>
    public NameDirectory Names => new(sender, sender.Options.Clock);

    /// <summary>Creates, updates and deletes objects of one kind.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of object.</param>
    /// <returns>A writer; nothing is sent yet.</returns>
    public ResourceWriter<T> Writer<T>(ResourceDefinition<T> definition)
        where T : RutterObject => new(sender, definition);

    /// <summary>Follows the changes of one kind of object since a state.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of object.</param>
    /// <param name="state">The previous state, which the run updates.</param>
    /// <param name="options">What to read, and how far back.</param>
    /// <returns>A run; nothing is sent yet.</returns>
    public ResourceSync<T> Sync<T>(ResourceDefinition<T> definition, SyncState state, SyncOptions? options = null)
        where T : RutterObject, ISyncedObject => new(sender, definition, state, options ?? new SyncOptions());

    /// <summary>Masks secrets in a text for display.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without secrets.</returns>
    public string? Redact(string? text) => sender.Redactor.Clean(text);

    /// <summary>
    /// Masks this client's own secrets in data. Unlike <see cref="Redact"/>, it keeps values that only have a secret's name, because a new token from
    /// the server is data.
    /// </summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without this client's secrets.</returns>
    public string? MaskOwnSecrets(string? text) => sender.Redactor.CleanValues(text);

    /// <summary>Reads a list page by page to its end. The next page is requested while one is used.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of object.</param>
    /// <param name="query">Filter, sort order, page size and other parameters.</param>
    /// <param name="maximumItems">The number of objects after which no further page is needed; null for all.</param>
    /// <returns>The pages, in the order of the API; reading stops when the enumeration does.</returns>
    /// <exception cref="RutterApiException">A page failed; its <c>Cursor</c> says where to continue.</exception>
    public IAsyncEnumerable<Page<T>> ListPagesAsync<T>(ResourceDefinition<T> definition, ListQuery query, long? maximumItems = null)
        where T : RutterObject => lists.ListPagesAsync(definition, query, maximumItems);

    /// <summary>
    /// Reads a whole list in slices of <c>last_synced_at</c>, several at the same time, in no particular order. Nothing is lost or returned twice,
    /// even if objects are synced during the reading. This needs about 40 bytes of memory per object.
    /// </summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of object.</param>
    /// <param name="query">Filter, page size and other parameters, without sort and cursor.</param>
    /// <param name="readers">The maximum number of requests at the same time, from 1.</param>
    /// <returns>Pages without cursors; reading stops when the enumeration does.</returns>
    /// <exception cref="ArgumentException">The query has a sort or a cursor, or the number is less than 1.</exception>
    /// <exception cref="NotSupportedException">The platform supports no filter, or objects of this kind do not say when they were synced.</exception>
    /// <exception cref="RutterApiException">A page failed. There is no cursor to continue from.</exception>
    public IAsyncEnumerable<Page<T>> ListPagesInParallelAsync<T>(ResourceDefinition<T> definition, ListQuery query, int readers)
        where T : RutterObject => ParallelReader<T>.ReadAsync(sender, definition, query, readers);

    /// <summary>Reads a list of any kind to its end. Each response must hold exactly one array, under any key.</summary>
    /// <param name="request">The request for the first page; its query may have a <c>cursor</c>.</param>
    /// <returns>The pages, with items as <see cref="ReadAsync"/> returns them.</returns>
    /// <exception cref="RutterApiException">A page failed, or is not a list; its <c>Cursor</c> says where to continue.</exception>
    public IAsyncEnumerable<Page<object?>> ListPagesAsync(RutterRequest request) => lists.ListPagesAsync(request);

    /// <summary>Fetches one object.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of object.</param>
    /// <param name="query">The id and its type.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such object, or the request failed.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, FetchQuery query, CancellationToken cancellationToken = default)
        where T : RutterObject => lists.FetchAsync(definition, query, cancellationToken);

    /// <summary>Fetches the only object of a kind that a connection has.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">The kind of object.</param>
    /// <param name="query">What to add, and whether to respond before the first download is complete.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The object.</returns>
    /// <exception cref="RutterApiException">The request failed, or the connection has no such object.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, SingleQuery query, CancellationToken cancellationToken = default)
        where T : RutterObject => lists.FetchAsync(definition, query, cancellationToken);

    /// <summary>Sends any request and reads its JSON response into plain values.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// A string (dates are not converted), bool, long, decimal (double if no decimal can hold the number), null, an array of such values, or a
    /// dictionary of them by member name. Null also for a response without a body.
    /// </returns>
    /// <exception cref="RutterApiException">The response is an error or not JSON, or there is none.</exception>
    public ValueTask<object?> ReadAsync(RutterRequest request, CancellationToken cancellationToken = default) =>
        sender.SendAsync(request, PlainResponse.ReadAsync, cancellationToken);

    /// <summary>Sends any request, with the same retries and errors as all others.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The whole response.</returns>
    /// <exception cref="RutterApiException">The response is an error, or there is none.</exception>
    public ValueTask<RutterResponse> SendAsync(RutterRequest request, CancellationToken cancellationToken = default) =>
        sender.SendAsync(request, cancellationToken);
}
