using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Endpoints;

/// <summary>A job. It needs no access token. Source: "Basics", "Fetch Asynchronous Jobs".</summary>
internal sealed class JobEndpoint : IEndpoint
{
    public IReadOnlySet<string> Parameters { get; } = new HashSet<string>();

    public bool NeedsAccessToken => false;

    public Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var job = request.State.Jobs.Find(request.Id) ?? throw ApiError.Gone("job", request.Id);
        return Task.FromResult(job.ToResponse(request.State.Options.WebhookFormJobs));
    }
}
