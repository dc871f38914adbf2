using Rutter.Emulator.Description;
using Rutter.Emulator.Endpoints;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Routing;

/// <summary>Executes a request: credentials, route, parameters, endpoint. Every failure becomes an error response.</summary>
internal sealed class RequestExecutor(RequestAuthenticator authenticator)
{
    private const string DescriptionPath = "/openapi.json";

    // Shared by all emulators of the process, because it knows paths but no data.
    private static readonly Lazy<Router> Router = new(() => new Router(ApiDescription.Instance));

    /// <summary>Reads the description in advance.</summary>
    public static void Prepare() => _ = Task.Run(() => Router.Value);

    public async Task<Response> ExecuteAsync(ApiRequest request, CancellationToken stopping)
    {
        try
        {
            // Needs no credentials, because the description is not a secret.
            if (request.Method == "GET" && request.Target.Path == DescriptionPath)
            {
                return new Response(200, ApiDescription.Instance.ToJson(request.State.BaseUri));
            }

            if (request is { Method: "GET", Target.Segments: [FileLinkEndpoint.Folder, var name] })
            {
                return FileLinkEndpoint.Respond(request, name);
            }

            authenticator.Admit(request);
            var endpoint = Router.Value.Find(request);
            request.Query = QueryParameters.Check(request.Target, endpoint.Parameters);
            if (endpoint.NeedsAccessToken)
            {
                RequestAuthenticator.CheckAccessToken(request);
            }

            return request.WholeBody is null ? throw ApiError.TooLarge(ApiRequest.MaximumBody(request.Target)) : await endpoint.HandleAsync(
                request, stopping);
        }
        catch (ApiError error)
        {
            return error.ToResponse();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ApiError.Internal().ToResponse();
        }
    }
}
