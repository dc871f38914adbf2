using System.Globalization;
using System.Security.Cryptography;
using Rutter.Emulator.Description;
using Rutter.Emulator.Faults;
using Rutter.Emulator.Http;
using Rutter.Emulator.Jobs;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Writes;

/// <summary>
/// The base of create, update and delete: the body is checked, the request is accepted as a job, and the response may wait for the job.
/// Source: "Basics", heading "Asynchronous Operations".
/// </summary>
internal abstract class WriteEndpoint(Operation operation) : OperationEndpoint(operation)
{
    private const int MaximumKeyLength = 255;

    /// <summary>Whether an <c>Idempotency-Key</c> has an effect.</summary>
    protected virtual bool HonoursKey => true;

    public override async Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var state = request.State;
        var body = ReadBody(request);
        var (job, isNew) = Accept(request, body);
        request.Job = job;

        // Made before the job starts, because an asynchronous response shows the accepted state.
        var accepted = job.ToAsyncResponse(state.Options.BareAsyncResponse);
        if (request.Fault?.CommitsFirst == true)
        {
            job.Run();
        }
        else if (isNew)
        {
            state.Jobs.Start(job);
        }

        if (body.IsAsync)
        {
            return accepted;
        }

        return await state.Jobs.WaitAsync(job, cancellationToken) ? job.Result! : job.ToAsyncResponse(state.Options.BareAsyncResponse);
    }

    /// <summary>Reads and checks the body.</summary>
    protected abstract CheckedBody ReadBody(ApiRequest request);

    /// <summary>Refuses a request that cannot become a job.</summary>
    protected virtual void CheckAcceptable(ApiRequest request)
    {
    }

    protected override Response Respond(ApiRequest request) => throw new NotSupportedException("A write is answered by its job.");

    /// <summary>Does the write; throws <see cref="ApiError"/> when it fails.</summary>
    protected abstract Response Commit(ApiRequest request, CheckedBody body);

    private (Job Job, bool IsNew) Accept(ApiRequest request, CheckedBody body)
    {
        var key = HonoursKey ? request.Header("Idempotency-Key") : null;
        if (key is not null && key.Length is 0 or > MaximumKeyLength)
        {
            throw ApiError.InvalidHeader($"The Idempotency-Key must have 1 to {MaximumKeyLength} characters.");
        }

        return key is null
            ? (CreateJob(request, body, null), true)
            : request.State.Keys.GetOrAccept(key, Fingerprint(request), () => CreateJob(request, body, key));
    }

    private Job CreateJob(ApiRequest request, CheckedBody body, string? key)
    {
        CheckAcceptable(request);
        var state = request.State;
        var id = state.NewId();
        var url = $"{state.BaseUri}{request.Target.Path}";
        if (state.Options.AccessTokenInJobUrl)
        {
            url += $"?access_token={request.Data.Connection.AccessToken}";
        }

        var job = new Job(id, new JobRequest(request.Method, url, body.Json, key), new Uri($"{state.BaseUri}/jobs/{id}"), () => Work(request, body));
        state.Jobs.Add(job);
        return job;
    }

    private Response Work(ApiRequest request, CheckedBody body)
    {
        if (request.Fault is { Kind: FaultKind.JobFailure } fault)
        {
            return FaultResponse.Error(fault).ToResponse();
        }

        lock (request.Data.CommitLock)
        {
            return Commit(request, body);
        }
    }

    // Compares the bytes of the body, because a client that retries a request sends the same bytes.
    private static string Fingerprint(ApiRequest request) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{request.Method} {request.Target.Path} {request.Data.Connection.Id} {Convert.ToHexString(SHA256.HashData(request.Body.Span))}");
}
