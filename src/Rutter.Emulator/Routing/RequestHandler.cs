using Rutter.Emulator.Faults;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.HttpServer;

namespace Rutter.Emulator.Routing;

/// <summary>Processes one request: log, fault, execution, latency, response.</summary>
internal sealed class RequestHandler(EmulatorOptions options, RequestExecutor executor, FaultPlan faults, RequestLog log)
{
    private readonly ResponseSender sender = new(options.TimeProvider);

    public async Task HandleAsync(HttpExchange exchange, EmulatorState state)
    {
        var target = RequestTarget.Parse(exchange.Request.Target);
        var body = await exchange.ReadBodyAsync(ApiRequest.MaximumBody(target));
        var stopping = exchange.Stopping;
        var time = options.TimeProvider;
        var arrival = time.GetTimestamp();
        var played = faults.Next(exchange.Request.Method, target.Path);
        var fault = played?.Fault;
        var requestId = Guid.NewGuid().ToString();
        var entry = log.Add(number => RequestDescription.Of(exchange.Request, target, number, time.GetUtcNow(), requestId, fault));
        if (fault?.Kind == FaultKind.DropBeforeCommit)
        {
            exchange.Abort();
            return;
        }

        var request = new ApiRequest { Http = exchange.Request, WholeBody = body, Target = target, State = state, Fault = fault };
        var response = await RespondAsync(request, played, stopping);
        if (fault?.Kind == FaultKind.ChangeData)
        {
            PlatformChanges.Play(request.Data, fault);
        }

        var isDropped = fault?.Kind == FaultKind.DropAfterCommit;
        entry.Finish(isDropped ? null : response.Status, request.Job?.Id);
        if (isDropped)
        {
            exchange.Abort();
            return;
        }

        var rest = TimeSpan.FromMilliseconds(options.LatencyMs) - time.GetElapsedTime(arrival);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, stopping);
        }

        await sender.SendAsync(exchange, response with { HeaderChanges = FaultHeaders.Read(fault?.Headers) }, Headers(requestId, request), fault,
            stopping);
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(string requestId, ApiRequest request)
    {
        yield return new("X-Rutter-Request-ID", requestId);
        if (request.Job is not null && request.Fault is null or { AfterCommit: false } or { WithJobId: true })
        {
            yield return new("X-Rutter-Job-ID", request.Job.Id);
        }
    }

    private async Task<Response> RespondAsync(ApiRequest request, FaultState? played, CancellationToken stopping)
    {
        if (played is null || FaultResponse.Create(played.Fault) is not { } faulty)
        {
            var real = await executor.ExecuteAsync(request, stopping);
            return played is null ? real : played.Change(real);
        }

        if (!Verbs.IsWrite(request.Method) || !(played.Fault.WithJobId || played.Fault.AfterCommit))
        {
            return faulty;
        }

        // Only an accepted request can have a job. A rejected one gets its error.
        var response = await executor.ExecuteAsync(request, stopping);
        return request.Job is null && !played.Fault.AfterCommit ? response : faulty;
    }
}
