using System.Net;
using Rutter.Emulator.Faults;
using Rutter.Emulator.Routing;

namespace Rutter.Emulator.Http;

/// <summary>Takes one request from the socket to its reply: log, fault, credentials, route, endpoint, reply.</summary>
internal sealed class RequestHandler(EmulatorOptions options, Router router, Gatekeeper gatekeeper, FaultPlan faults, RequestLog log)
{
    private const int MaximumBodyBytes = 1024 * 1024;

    private readonly ReplySender sender = new(options.TimeProvider);

    public async Task HandleAsync(HttpListenerContext context, World world, CancellationToken stopping)
    {
        var time = options.TimeProvider;
        var arrival = time.GetTimestamp();
        var target = RequestTarget.Parse(context.Request.RawUrl ?? "/");
        var fault = faults.Next(context.Request.HttpMethod, target.Path);
        var requestId = Guid.NewGuid().ToString();
        var entry = log.Add(number => Describe(number, context.Request, target, requestId, fault));

        if (fault?.Kind == FaultKind.DropBeforeCommit)
        {
            context.Response.Abort();
            return;
        }

        var request = await ReadAsync(context.Request, target, world, fault, stopping);
        var reply = await AnswerAsync(request, stopping);
        var isDropped = fault?.Kind == FaultKind.DropAfterCommit;
        entry.Finish(isDropped ? null : reply.Status, request.Job?.Id);
        if (isDropped)
        {
            context.Response.Abort();
            return;
        }

        var rest = TimeSpan.FromMilliseconds(options.LatencyMs) - time.GetElapsedTime(arrival);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, stopping);
        }

        context.Response.Headers["X-Rutter-Request-ID"] = requestId;
        if (request.Job is not null)
        {
            context.Response.Headers["X-Rutter-Job-ID"] = request.Job.Id;
        }

        await sender.SendAsync(context.Response, reply, fault, stopping);
    }

    private static EmulatorRequest Describe(int number, HttpListenerRequest request, RequestTarget target, string requestId, EmulatorFault? fault, DateTimeOffset at) => new()
    {
        Number = number,
        At = at,
        Method = request.HttpMethod,
        Path = EmulatorCredentials.Redact(target.Path),
        Query = VisibleQuery(target),
        RequestId = requestId,
        IdempotencyKey = Redact(request.Headers["Idempotency-Key"]),
        Fault = fault?.Kind.ToString(),
        UserAgent = Redact(request.Headers["User-Agent"]),
    };

    private static Dictionary<string, string> VisibleQuery(RequestTarget target)
    {
        var visible = new Dictionary<string, string>();
        foreach (var (name, value) in target.Parameters)
        {
            if (!name.Equals("access_token", StringComparison.OrdinalIgnoreCase))
            {
                visible[EmulatorCredentials.Redact(name)] = EmulatorCredentials.Redact(value);
            }
        }

        return visible;
    }

    private static string? Redact(string? text) => text is null ? null : EmulatorCredentials.Redact(text);

    private EmulatorRequest Describe(int number, HttpListenerRequest request, RequestTarget target, string requestId, EmulatorFault? fault) =>
        Describe(number, request, target, requestId, fault, options.TimeProvider.GetUtcNow());

    private static async Task<ApiRequest> ReadAsync(
        HttpListenerRequest request, RequestTarget target, World world, EmulatorFault? fault, CancellationToken cancellationToken) => new()
    {
        Method = request.HttpMethod,
        Target = target,
        Headers = request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => request.Headers[name] ?? "", StringComparer.OrdinalIgnoreCase),
        Body = request.HasEntityBody ? await ReadBodyAsync(request.InputStream, cancellationToken) : default,
        World = world,
        Fault = fault,
    };

    /// <summary>Reads one byte more than is allowed, so that a longer body can be told from one that just fits.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var block = new byte[16 * 1024];
        while (buffer.Length <= MaximumBodyBytes && await stream.ReadAsync(block, cancellationToken) is var count and > 0)
        {
            buffer.Write(block, 0, count);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private async Task<Reply> AnswerAsync(ApiRequest request, CancellationToken stopping)
    {
        var faulty = request.Fault is null ? null : FaultReply.Create(request.Fault);
        var needsExecution = faulty is null || (request.Fault!.WithJobId && Verbs.IsWrite(request.Method));
        if (!needsExecution)
        {
            return faulty!;
        }

        var reply = await ExecuteAsync(request, stopping);
        return request.Job is null ? reply : faulty ?? reply;
    }

    private async Task<Reply> ExecuteAsync(ApiRequest request, CancellationToken stopping)
    {
        try
        {
            if (request.Body.Length > MaximumBodyBytes)
            {
                throw ApiError.TooLarge(MaximumBodyBytes);
            }

            gatekeeper.Admit(request);
            var endpoint = router.Find(request);
            request.Query = QueryParameters.Check(request.Target, endpoint.Parameters);
            if (endpoint.NeedsAccessToken)
            {
                Gatekeeper.CheckAccessToken(request);
            }

            return await endpoint.HandleAsync(request, stopping);
        }
        catch (ApiError error)
        {
            return error.ToReply();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ApiError.Internal().ToReply();
        }
    }
}
