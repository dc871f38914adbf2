using System.Text;
using Rutter.Client.Errors;
using Rutter.Client.Text;

namespace Rutter.Client.Transport;

/// <summary>
/// Sends one request with its attempts. Each attempt passes retry, rate limiter, authorizer, timeout and socket. Immutable and thread-safe. Senders
/// of the same organisation and origin share the connection pool and the rate limit.
/// </summary>
internal sealed class RequestSender
{
    private const long LargestBody = 256L * 1024 * 1024;

    /// <summary>Makes a sender. Nothing is sent.</summary>
    public RequestSender(RutterClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret.Reveal()}"));
        Redactor = new Redactor([options.ClientSecret.Reveal(), options.AccessToken?.Reveal() ?? "", basic]);
    }

    /// <summary>Credentials, base address, API version, retries and timeout.</summary>
    public RutterClientOptions Options { get; }

    /// <summary>Masks this sender's secrets in any text.</summary>
    public Redactor Redactor { get; }

    /// <summary>Sends a request, retries it where that is safe, and reads its response.</summary>
    /// <exception cref="RutterApiException">The response is an error or unreadable, or there is none.</exception>
    /// <param name="request">The request.</param>
    /// <param name="handler">Reads the response.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="evidence">Records what happens to each attempt of a write. Without it, only the attempts of this call count.</param>
    public ValueTask<T> SendAsync<T>(
        RutterRequest request, ResponseHandler<T> handler, CancellationToken cancellationToken, WriteEvidence? evidence = null)
    {
        evidence ??= request.IsWrite ? new WriteEvidence(request.IdempotencyKey, request.IsIdempotent) : null;
        return RetryPipeline.RunAsync(
            Options,
            number => Describe(request, number),
            request,
            (number, token) => AttemptAsync(request, number, handler, evidence, token),
            evidence,
            cancellationToken);
    }

    /// <inheritdoc cref="SendAsync{T}(RutterRequest, ResponseHandler{T}, CancellationToken, WriteEvidence)"/>
    public ValueTask<T> SendAsync<T>(RutterRequest request, ResponseReader<T> read, CancellationToken cancellationToken) =>
        SendAsync(request, new ResponseHandler<T>(read), cancellationToken);

    /// <summary>Sends a request and returns its unchanged response.</summary>
    /// <exception cref="RutterApiException">The response is an error, or there is none.</exception>
    public ValueTask<RutterResponse> SendAsync(RutterRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        async (head, body, token) =>
        {
            using var content = new MemoryStream();
            await body.CopyToAsync(content, token).ConfigureAwait(false);
            return new RutterResponse(head.StatusCode, head.RequestId, head.JobId, request.IdempotencyKey, head.MediaType, content.ToArray());
        },
        cancellationToken);

    /// <summary>Makes the exceptions of a request.</summary>
    public FailureFactory FailuresOf(RutterRequest request) => new(request.Link ?? Options.BaseAddress, request, Redactor);

    private RequestAttempt Describe(RutterRequest request, int number)
    {
        // The path and query of a link may give access to the file, so messages show the host only.
        var path = request.Link is { } link
            ? DisplayText.Clean(link.GetLeftPart(UriPartial.Authority))
            : Redactor.Clean($"{Options.BaseAddress.AbsolutePath.TrimEnd('/')}/{request.Path}")!;
        return new RequestAttempt(request.Method.Method, path, number, request.IdempotencyKey);
    }

    private async ValueTask<T> AttemptAsync<T>(
        RutterRequest request, int number, ResponseHandler<T> handler, WriteEvidence? evidence, CancellationToken cancellationToken)
    {
        var log = new AttemptLog(Options.Observer, Describe(request, number), evidence);
        using var message = CreateMessage(request, log);
        var failures = FailuresOf(request);
        HttpResponseMessage? response = null;
        ResponseHead? head = null;
        BoundedStream? body = null;
        try
        {
            response = await HttpPipeline.CreateClient(Options)
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            head = ResponseHead.Of(response, number, Redactor);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            body = new BoundedStream(stream, LargestBody, Options.Timeout, Options.Clock);
            if (!response.IsSuccessStatusCode)
            {
                var content = await FailureFactory.ReadBodyAsync(body, cancellationToken).ConfigureAwait(false);
                if (handler.ReadFailed is null || handler.ReadFailed(head, content) is not { } answer)
                {
                    throw failures.FromResponse(head, content);
                }

                log.Completed(message, response, head, body.Position, failure: null, Redactor);
                return answer;
            }

            var result = await handler.Read(head, body, cancellationToken).ConfigureAwait(false);
            log.Completed(message, response, head, body.Position, failure: null, Redactor);
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = exception as RutterApiException ?? failures.FromException(exception, head);
            log.Completed(message, response, head, body?.Position ?? 0, failure?.Message ?? exception.GetType().Name, Redactor);
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

    // The address holds the access token, so the message has none until the authorizer adds it.
    private HttpRequestMessage CreateMessage(RutterRequest request, AttemptLog log)
    {
        var message = new HttpRequestMessage(request.Method, Options.BaseAddress);
        var context = new RequestContext(Options, request, log);
        context.AttachTo(message);
        if (request.IdempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", request.IdempotencyKey);
        }

        if (request.Accept is not null)
        {
            message.Headers.Add("Accept", request.Accept);
        }

        if (request.Content is not null)
        {
            message.Content = request.Content(() => context.PieceSent?.Invoke());
        }
        else if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new("application/json");
        }

        return message;
    }
}
