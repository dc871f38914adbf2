using System.Text;
using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Listing;
using Rutter.Client.Listing.Parallel;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client;

/// <summary>
/// One organisation's way to Rutter. Immutable and safe on any thread; clients of the same organisation and origin share
/// connections and the rate window.
/// </summary>
public sealed class RutterClient
{
    private const long LargestBody = 256L * 1024 * 1024;

    private readonly Redactor redactor;

    /// <summary>Makes a client. Nothing is sent.</summary>
    /// <param name="options">Who asks, and whom.</param>
    public RutterClient(RutterClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret.Reveal()}"));
        redactor = new Redactor([options.ClientSecret.Reveal(), options.AccessToken?.Reveal() ?? "", basic]);
    }

    /// <summary>Who asks, and whom.</summary>
    public RutterClientOptions Options { get; }

    /// <summary>Masks this client's secrets, in a text that is to be shown.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without secrets.</returns>
    public string? Redact(string? text) => redactor.Clean(text);

    /// <summary>
    /// Masks this client's own secrets in data. Other than <see cref="Redact"/> it leaves what merely has a secret's name: a token that the
    /// server hands out is data.
    /// </summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without this client's secrets.</returns>
    public string? MaskOwnSecrets(string? text) => redactor.CleanValues(text);

    /// <summary>Reads a list page by page, to its end, with the next page on its way while one is used.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which list.</param>
    /// <param name="query">What of it.</param>
    /// <param name="maximumItems">After how many objects no further page is needed; null for all.</param>
    /// <returns>The pages, in the order of the API; reading stops when the enumeration does.</returns>
    /// <exception cref="RutterApiException">A page could not be had; its <c>Cursor</c> says where to go on.</exception>
    public IAsyncEnumerable<Page<T>> ListPagesAsync<T>(ResourceDefinition<T> definition, ListQuery query, long? maximumItems = null)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        return new PageReader<T>(this, new ListPages<T>(this, definition, query, maximumItems).FetchAsync, query.Cursor, maximumItems).ReadAsync();
    }

    /// <summary>
    /// Reads a whole list in slices of <c>last_synced_at</c>, several side by side, in no particular order. Nothing is lost and nothing comes twice, also
    /// when objects are synced meanwhile; for that the ids are remembered, with some 40 bytes each.
    /// </summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which list.</param>
    /// <param name="query">What of it; without sort and cursor.</param>
    /// <param name="readers">How many requests are under way at once, at most; from 1.</param>
    /// <returns>Pages without cursors; reading stops when the enumeration does.</returns>
    /// <exception cref="ArgumentException">The query has a sort or a cursor, or the number is less than 1.</exception>
    /// <exception cref="NotSupportedException">The platform takes no filter, or objects of this kind do not say when they were synced.</exception>
    /// <exception cref="RutterApiException">A page could not be had. There is no cursor to go on from.</exception>
    public IAsyncEnumerable<Page<T>> ListPagesInParallelAsync<T>(ResourceDefinition<T> definition, ListQuery query, int readers)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1);
        if (!typeof(T).IsAssignableTo(typeof(ISyncedObject)))
        {
            throw new NotSupportedException($"The {definition.Name} does not say when it was synced: its list cannot be read in slices of time.");
        }

        return query is { Sort: null, Cursor: null }
            ? new ParallelReader<T>(this, definition, query, readers).ReadAsync()
            : throw new ArgumentException("A list that is read side by side has no order, and so neither a sort nor a cursor.", nameof(query));
    }

    /// <summary>Reads a list of any kind to its end: of each response the one array it holds, whatever its key.</summary>
    /// <param name="request">The first page; a <c>cursor</c> in its query says where to start.</param>
    /// <returns>The pages, their items as <see cref="ReadAsync"/> gives them.</returns>
    /// <exception cref="RutterApiException">A page could not be had, or is not a list; its <c>Cursor</c> says where to go on.</exception>
    public IAsyncEnumerable<Page<object?>> ListPagesAsync(RutterRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PageReader<object?>(
            this, (cursor, _, token) => SendAsync(request.AtCursor(cursor), PlainResponse.ReadPageAsync, token), request.Cursor, maximumItems: null).ReadAsync();
    }

    /// <summary>Fetches one object.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="definition">Which kind of object.</param>
    /// <param name="query">Its id, and how to look for it.</param>
    /// <param name="cancellationToken">Ends every wait.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such object, or it could not be had.</exception>
    public ValueTask<T> FetchAsync<T>(ResourceDefinition<T> definition, FetchQuery query, CancellationToken cancellationToken = default)
        where T : RutterObject
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(query);
        return SendAsync(query.ToRequest(definition), (_, body, token) => Envelope.ReadItemAsync(definition, body, token), cancellationToken);
    }

    /// <summary>Sends any request, and reads its JSON response into plain values.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends every wait.</param>
    /// <returns>
    /// A string (dates are not converted), bool, long, decimal (double only where no decimal holds the number), null, array of such values, or
    /// dictionary from member name to such a value; null also for a response without a body.
    /// </returns>
    /// <exception cref="RutterApiException">The response is not a success or not JSON, or there is none.</exception>
    public ValueTask<object?> ReadAsync(RutterRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(request, PlainResponse.ReadAsync, cancellationToken);
    }

    /// <summary>Sends any request, with the same repeats and errors as all others.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends every wait.</param>
    /// <returns>The response, whole.</returns>
    /// <exception cref="RutterApiException">The response is not a success, or there is none.</exception>
    public ValueTask<RutterResponse> SendAsync(RutterRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(
            request,
            async (head, body, token) =>
            {
                using var content = new MemoryStream();
                await body.CopyToAsync(content, token).ConfigureAwait(false);
                return new RutterResponse(head.StatusCode, head.RequestId, head.JobId, request.IdempotencyKey, head.MediaType, content.ToArray());
            },
            cancellationToken);
    }

    /// <summary>Sends a request, repeats it where that is safe, and reads its response.</summary>
    internal ValueTask<T> SendAsync<T>(RutterRequest request, ResponseHandler<T> handler, CancellationToken cancellationToken) =>
        RetryPipeline.RunAsync(this, request, (number, token) => AttemptAsync(request, number, handler, token), cancellationToken);

    /// <inheritdoc cref="SendAsync{T}(RutterRequest, ResponseHandler{T}, CancellationToken)"/>
    internal ValueTask<T> SendAsync<T>(RutterRequest request, ResponseReader<T> read, CancellationToken cancellationToken) =>
        SendAsync(request, new ResponseHandler<T>(read), cancellationToken);

    /// <summary>The failure of a job, as the response to its request would have been.</summary>
    internal RutterApiException FailureOf(RutterJob job)
    {
        var head = new ResponseHead { StatusCode = job.HttpStatus ?? 0, RequestId = job.RequestId, JobId = job.Id };
        var failures = new FailureFactory(Options.BaseAddress, RequestOf(job), redactor);
        return job is { HttpStatus: >= 400, ResponseBody: { } body }
            ? failures.FromResponse(head, body)
            : new RutterApiException(TransportErrors.SilentJob, $"Job {job.Id} ended with status '{DisplayText.Clean(job.Status)}'.")
            {
                JobId = job.Id,
                RequestId = job.RequestId,
                IdempotencyKey = job.IdempotencyKey,
                MayHaveSucceeded = true,
            };
    }

    /// <summary>Reads what a job that succeeded answers with.</summary>
    internal T ReadResult<T>(RutterJob job, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return job.ResponseBody is { } body ? read(body) : throw new JsonException("It has no response.");
        }
        catch (JsonException exception)
        {
            var head = new ResponseHead { StatusCode = job.HttpStatus ?? 200, RequestId = job.RequestId, JobId = job.Id };
            throw new FailureFactory(Options.BaseAddress, RequestOf(job), redactor).FromException(exception, head)!;
        }
    }

    private static RutterRequest RequestOf(RutterJob job) =>
        new() { Method = new HttpMethod(job.Method ?? "POST"), Path = "", IdempotencyKey = job.IdempotencyKey };

    internal RequestAttempt DescribeAttempt(RutterRequest request, int number) =>
        new(request.Method.Method, redactor.Clean($"{Options.BaseAddress.AbsolutePath.TrimEnd('/')}/{request.Path}")!, number, request.IdempotencyKey);

    private async ValueTask<T> AttemptAsync<T>(RutterRequest request, int number, ResponseHandler<T> handler, CancellationToken cancellationToken)
    {
        var log = new AttemptLog(Options.Observer, DescribeAttempt(request, number));
        using var message = CreateMessage(request, log);
        var failures = new FailureFactory(Options.BaseAddress, request, redactor);
        HttpResponseMessage? response = null;
        ResponseHead? head = null;
        BoundedStream? body = null;
        try
        {
            response = await HttpPipeline.CreateClient()
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            head = ResponseHead.Of(response, number, redactor);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            body = new BoundedStream(stream, LargestBody, Options.Timeout);
            if (!response.IsSuccessStatusCode)
            {
                var content = await FailureFactory.ReadBodyAsync(body, cancellationToken).ConfigureAwait(false);
                if (handler.ReadFailed is null || handler.ReadFailed(head, content) is not { } answer)
                {
                    throw failures.FromResponse(head, content);
                }

                log.Completed(message, response, head, body.Position, failure: null, redactor);
                return answer;
            }

            var result = await handler.Read(head, body, cancellationToken).ConfigureAwait(false);
            log.Completed(message, response, head, body.Position, failure: null, redactor);
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = exception as RutterApiException ?? failures.FromException(exception, head);
            log.Completed(message, response, head, body?.Position ?? 0, failure?.Message ?? exception.GetType().Name, redactor);
            if (failure is null || failure == exception)
            {
                throw;
            }

            throw failure;
        }
        finally
        {
            body?.Dispose();
            response?.Dispose();
        }
    }

    // The address is put on by the handler that holds the credentials; until then there is only a description.
    private HttpRequestMessage CreateMessage(RutterRequest request, AttemptLog log)
    {
        var message = new HttpRequestMessage(request.Method, Options.BaseAddress);
        new RequestContext(this, request, log).AttachTo(message);
        if (request.IdempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", request.IdempotencyKey);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new("application/json");
        }

        return message;
    }
}
