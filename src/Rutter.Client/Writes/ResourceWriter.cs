using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Writes;

/// <summary>
/// Creates, updates and deletes objects of one kind. Each change is made once, even if requests are retried: all attempts have one idempotency key,
/// and the job is followed once Rutter has accepted the change.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ResourceWriter<T>
    where T : RutterObject
{
    private readonly RequestSender sender;
    private readonly ResourceDefinition<T> definition;
    private readonly ListClient lists;

    internal ResourceWriter(RequestSender sender, ResourceDefinition<T> definition)
    {
        this.sender = sender;
        this.definition = definition;
        lists = new ListClient(sender);
    }

    /// <summary>Creates an object.</summary>
    /// <param name="fields">Its fields by their API names: string, decimal, bool, DateTimeOffset, or JsonElement for a structure.</param>
    /// <param name="idempotencyKey">The key that makes a retry safe.</param>
    /// <param name="options">Response mode, waiting and polling.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    /// <returns>The object as the API has it now, or the job.</returns>
    /// <exception cref="RutterApiException">The write failed; <c>Verdict</c> says whether the object may exist anyway.</exception>
    public Task<WriteResult<T>> CreateAsync(
        IEnumerable<KeyValuePair<string, object?>> fields,
        string idempotencyKey,
        WriteOptions options,
        CancellationToken cancellationToken = default) =>
        CreateAsync(fields, new WriteEvidence(IdempotencyKeys.Require(idempotencyKey)), options, cancellationToken);

    /// <inheritdoc cref="CreateAsync(IEnumerable{KeyValuePair{string, object}}, string, WriteOptions, CancellationToken)"/>
    /// <param name="fields">Its fields by their API names: string, decimal, bool, DateTimeOffset, or JsonElement for a structure.</param>
    /// <param name="evidence">Holds the key, and gives the verdict on the write at any time, even after a cancellation.</param>
    /// <param name="options">Response mode, waiting and polling.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    public Task<WriteResult<T>> CreateAsync(
        IEnumerable<KeyValuePair<string, object?>> fields,
        WriteEvidence evidence,
        WriteOptions options,
        CancellationToken cancellationToken = default) =>
        ChangeAsync(id: null, fields, evidence, options, cancellationToken);

    /// <summary>Creates several objects with one request: all of them or none.</summary>
    /// <param name="fields">The body's fields under the key of the list.</param>
    /// <param name="evidence">Holds the key, and gives the verdict on the write at any time, even after a cancellation.</param>
    /// <param name="options">Response mode, waiting and polling.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    /// <returns>The objects as the API has them now, or the job.</returns>
    /// <exception cref="RutterApiException">The write failed; <c>Verdict</c> says whether they may exist anyway.</exception>
    public Task<WriteResult<Page<T>>> CreateManyAsync(
        IEnumerable<KeyValuePair<string, object?>> fields,
        WriteEvidence evidence,
        WriteOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(options);
        var request = new RutterRequest
        {
            Method = HttpMethod.Post,
            Path = definition.Path,
            Body = WriteBody.Create(options.ResponseMode, definition.ListKey, fields),
            IdempotencyKey = IdempotencyKeys.Require(evidence.IdempotencyKey!),
        };
        var kind = WriteKind<Page<T>>.MadeWhenRead(body => Envelope.ReadPage(definition, JsonText.Sanitize(body).Span), evidence);
        return new WriteOperation<Page<T>>(sender, request, kind, evidence).RunAsync(options, cancellationToken);
    }

    /// <summary>Updates an object.</summary>
    /// <param name="id">Its Rutter id.</param>
    /// <param name="fields">The fields that change, by their API names.</param>
    /// <param name="requiredFields">The fields that the API always requires. Missing ones are read first and sent unchanged.</param>
    /// <param name="evidence">Holds the key, and gives the verdict on the write at any time, even after a cancellation.</param>
    /// <param name="options">Response mode, waiting and polling.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    /// <returns>The object as the API has it now, or the job.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">The write failed; <c>Verdict</c> says whether the object may have been changed anyway.</exception>
    public async Task<WriteResult<T>> UpdateAsync(
        string id,
        IEnumerable<KeyValuePair<string, object?>> fields,
        IReadOnlyList<string> requiredFields,
        WriteEvidence evidence,
        WriteOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        _ = PathOf(id);
        var given = fields.ToList();
        var missing = requiredFields.Where(name => given.TrueForAll(field => field.Key != name)).ToList();
        if (missing.Count > 0)
        {
            try
            {
                var current = await lists.FetchAsync(definition, new FetchQuery(id), cancellationToken).ConfigureAwait(false);
                if (OtherId(id, current) is { } other)
                {
                    throw AboutAnother(other);
                }

                given.AddRange(missing.Select(name => new KeyValuePair<string, object?>(name, ValueOf(current, name))));
            }
            catch (RutterApiException failure)
            {
                throw failure.WithVerdict(evidence.Verdict);
            }
        }

        return await ChangeAsync(id, given, evidence, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes an object.</summary>
    /// <param name="id">Its Rutter id.</param>
    /// <param name="options">Response mode, waiting and polling.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    /// <returns>The API's response. An object that is not found after an attempt that may have deleted it counts as deleted.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">The write failed, or there is no such object.</exception>
    public Task<WriteResult<Deletion>> DeleteAsync(string id, WriteOptions options, CancellationToken cancellationToken = default) =>
        DeleteAsync(id, new WriteEvidence(idempotencyKey: null, isRepeatable: true), options, cancellationToken);

    /// <inheritdoc cref="DeleteAsync(string, WriteOptions, CancellationToken)"/>
    /// <param name="id">Its Rutter id.</param>
    /// <param name="evidence">Gives the verdict on the deletion at any time, even after a cancellation.</param>
    /// <param name="options">Response mode, waiting and polling.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    public Task<WriteResult<Deletion>> DeleteAsync(
        string id, WriteEvidence evidence, WriteOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new RutterRequest
        {
            Method = HttpMethod.Delete,
            Path = PathOf(id),
            Body = WriteBody.Create(options.ResponseMode, null, []),
        };
        var kind = new WriteKind<Deletion>(
            Deletion.Read,
            (deletion, head) => JudgeDeletion(id, deletion, head, evidence),
            failure => IsNotFound(failure) && evidence.IsInDoubt ? new Deletion { Code = Deletion.NotFound, Success = true } : null,
            IsDoneWithJob: false);
        return new WriteOperation<Deletion>(sender, request, kind, evidence).RunAsync(options, cancellationToken);
    }

    private static bool IsNotFound(RutterApiException failure) => failure.StatusCode is 404 or 410 && !failure.IsWebPage;

    private object? ValueOf(T current, string apiName)
    {
        var property = definition.Json.Properties.FirstOrDefault(candidate => candidate.Name == apiName);
        return property?.Get?.Invoke(current) switch
        {
            null => null,
            var value and (string or bool or decimal or DateTimeOffset) => value,
            var value => JsonSerializer.SerializeToElement(value, definition.Json.Options.GetTypeInfo(property.PropertyType)),
        };
    }

    private string PathOf(string id) => $"{definition.Path}/{PathSegment.FromRutterId(id)}";

    // A response about another object says nothing about this change.
    private RutterApiException? JudgeChange(string? id, T value, ResponseHead head, WriteEvidence evidence)
    {
        if (id is not null && OtherId(id, value) is { } other)
        {
            evidence.NoteAccepted(head.JobId);
            return AboutAnother(other, head.RequestId);
        }

        // If the response is not an object but says whether the change was made, that counts.
        if (value is IWriteOutcome { Success: not true and var success })
        {
            return NotApplied(success, head, evidence);
        }

        evidence.NoteDone(head.JobId);
        return null;
    }

    private RutterApiException NotApplied(bool? success, ResponseHead head, WriteEvidence evidence)
    {
        if (success == false)
        {
            evidence.NoteRefused();
        }
        else
        {
            evidence.NoteAccepted(head.JobId);
        }

        var message = success == false
            ? $"The {definition.Name} was not made: its response says so."
            : $"The response to the {definition.Name} does not say whether it was made.";
        return new RutterApiException(TransportErrors.NotApplied, message) { RequestId = head.RequestId };
    }

    private string? OtherId(string id, T value) =>
        ValueOf(value, "id") is string other && !other.Equals(id, StringComparison.OrdinalIgnoreCase) ? other : null;

    private RutterApiException AboutAnother(string id, string? requestId = null) =>
        new(
            TransportErrors.UnreadableResponse,
            $"The response is about another {definition.Name}: {DisplayText.Clean(id)}.") { RequestId = requestId };

    // The meaning of a response to a deletion depends on the earlier attempts.
    private RutterApiException? JudgeDeletion(string id, Deletion deletion, ResponseHead head, WriteEvidence evidence)
    {
        var isOurDeletion = deletion.Code == Deletion.NotFound && evidence.IsInDoubt;
        if (isOurDeletion)
        {
            deletion.Success = true;
        }

        if (isOurDeletion || deletion.IsDone == true)
        {
            evidence.NoteDone(head.JobId);
            return null;
        }

        if (deletion.IsDone == false)
        {
            evidence.NoteRefused();
        }
        else
        {
            evidence.NoteAccepted(head.JobId);
        }

        var what = $"{definition.Name} with the id '{DisplayText.Clean(id)}'";
        return deletion.Code == Deletion.NotFound
            ? new RutterApiException(ErrorTable.ForResponse(410, null, null), $"There is no {what}.") { RequestId = head.RequestId }
            : deletion.ToFailure(what, head.RequestId);
    }

    private Task<WriteResult<T>> ChangeAsync(
        string? id,
        IEnumerable<KeyValuePair<string, object?>> fields,
        WriteEvidence evidence,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(options);
        var request = new RutterRequest
        {
            Method = id is null ? HttpMethod.Post : HttpMethod.Patch,
            Path = id is null ? definition.Path : PathOf(id),
            Body = WriteBody.Create(definition.TakesResponseMode ? options.ResponseMode : null, definition.ItemKey, fields),
            IdempotencyKey = IdempotencyKeys.Require(evidence.IdempotencyKey!),
        };
        var kind = new WriteKind<T>(
            body => Envelope.ReadItem(definition, body),
            (value, head) => JudgeChange(id, value, head, evidence),
            _ => null,
            IsDoneWithJob: !typeof(IWriteOutcome).IsAssignableFrom(typeof(T)));
        return new WriteOperation<T>(sender, request, kind, evidence).RunAsync(options, cancellationToken);
    }
}
