using Rutter.Emulator.Http;

namespace Rutter.Emulator.Routing;

/// <summary>Executes a request: credentials, route, parameters, endpoint. Whatever goes wrong becomes an error response.</summary>
internal sealed class RequestExecutor(Gatekeeper gatekeeper, Router router)
{
    public async Task<Response> ExecuteAsync(ApiRequest request, CancellationToken stopping)
    {
        try
        {
            gatekeeper.Admit(request);
            var endpoint = router.Find(request);
            request.Query = QueryParameters.Check(request.Target, endpoint.Parameters);
            if (endpoint.NeedsAccessToken)
            {
                Gatekeeper.CheckAccessToken(request);
            }

            return request.Http.IsTooLarge ? throw ApiError.TooLarge(HttpRequest.MaximumBodyBytes) : await endpoint.HandleAsync(request, stopping);
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
