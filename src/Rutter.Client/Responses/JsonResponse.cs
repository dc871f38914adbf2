using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Errors;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Responses;

/// <summary>Sends requests whose responses are about one thing, and are no object of a list.</summary>
internal static class JsonResponse
{
    private const string Success = "success";

    /// <summary>Sends a request and takes the expected part from its response. A response without that part is an error.</summary>
    public static ValueTask<TResult> SendAsync<TResponse, TResult>(
        this RequestSender sender,
        RutterRequest request,
        JsonTypeInfo<TResponse> json,
        Func<TResponse, TResult?> select,
        string key,
        CancellationToken cancellationToken,
        WriteEvidence? evidence = null)
        where TResponse : class
        where TResult : class => sender.SendAsync(
            request,
            new ResponseHandler<TResult>(async (_, body, token) =>
            {
                using var content = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
                var response = JsonSerializer.Deserialize(content.Content.Span, json);
                return (response is null ? null : select(response)) ?? throw new JsonException($"It has no '{key}'.");
            }),
            cancellationToken,
            evidence);

    /// <summary>
    /// Sends a change that does no harm if it is made twice: it is retried under one key, and after a response that is lost for good the error says
    /// that retrying is safe.
    /// </summary>
    public static ValueTask<TResult> ChangeAsync<TResponse, TResult>(
        this RequestSender sender,
        RutterRequest request,
        JsonTypeInfo<TResponse> json,
        Func<TResponse, TResult?> select,
        string key,
        CancellationToken cancellationToken)
        where TResponse : class
        where TResult : class => sender.SendAsync(
            request with { IdempotencyKey = IdempotencyKeys.Create() }, json, select, key, cancellationToken, Repeatable());

    /// <summary>Sends a change as <see cref="ChangeAsync"/> does, to which the API responds with nothing but whether it was made.</summary>
    /// <exception cref="RutterApiException">It was not made, or nobody knows.</exception>
    public static async ValueTask ChangeAsync(this RequestSender sender, RutterRequest request, string refusal, CancellationToken cancellationToken)
    {
        var evidence = Repeatable();
        var isDone = await sender.SendAsync(
            request with { IdempotencyKey = IdempotencyKeys.Create() }, Verdict(mustSaySo: true), cancellationToken, evidence).ConfigureAwait(false);
        if (!isDone.Value)
        {
            evidence.NoteRefused();
            throw new RutterApiException(TransportErrors.NotStarted, refusal).WithVerdict(evidence.Verdict);
        }
    }

    /// <summary>Deletes something that is no object of a list.</summary>
    /// <param name="sender">Sends it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="name">What it is, for an error.</param>
    /// <param name="mustSaySo">Whether a response without <c>success</c> says nothing.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False when an earlier attempt of this call deleted it and only the response was lost.</returns>
    /// <exception cref="RutterApiException">There is no such thing, or the request failed.</exception>
    public static async ValueTask<bool> DeleteAsync(
        this RequestSender sender, string path, string name, bool mustSaySo, CancellationToken cancellationToken)
    {
        // The body is empty, not absent: without a body, HttpClient silently retries a request whose response was lost.
        var request = new RutterRequest { Method = HttpMethod.Delete, Path = path, NeedsAccessToken = false, Body = ReadOnlyMemory<byte>.Empty };
        var evidence = Repeatable();
        try
        {
            var isDone = await sender.SendAsync(request, Verdict(mustSaySo), cancellationToken, evidence).ConfigureAwait(false);
            if (isDone.Value)
            {
                return true;
            }
        }
        catch (RutterApiException failure) when (failure is { StatusCode: 410 or 404, IsWebPage: false } && evidence.IsInDoubt)
        {
            return false;
        }

        evidence.NoteRefused();
        throw new RutterApiException(TransportErrors.NotDeleted, $"Rutter did not delete {DisplayText.Clean(name)}.").WithVerdict(evidence.Verdict);
    }

    private static WriteEvidence Repeatable() => new(idempotencyKey: null, isRepeatable: true);

    // A web page in the place of the response must not pass for a success.
    private static ResponseHandler<Outcome> Verdict(bool mustSaySo) => new(async (head, body, token) =>
        new Outcome(await PlainResponse.ReadAsync(head, body, token).ConfigureAwait(false) switch
        {
            null when !mustSaySo => true,
            IReadOnlyDictionary<string, object?> members when members.GetValueOrDefault(Success) is bool success => success,
            IReadOnlyDictionary<string, object?> members when !mustSaySo && !members.ContainsKey(Success) => true,
            _ => throw new JsonException($"It has no '{Success}'."),
        }));

    private sealed record Outcome(bool Value);
}
