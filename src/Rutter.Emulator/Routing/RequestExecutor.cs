using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Routing;

/// <summary>Executes a request: credentials, route, parameters, endpoint. Whatever goes wrong becomes an error response.</summary>
internal sealed class RequestExecutor(RequestAuthenticator authenticator, Router router)
{
    public async Task<Response> ExecuteAsync(ApiRequest request, CancellationToken stopping)
    {
        try
        {
            authenticator.Admit(request);
            var endpoint = router.Find(request);
            request.Query = QueryParameters.Check(request.Target, endpoint.Parameters);
            if (endpoint.NeedsAccessToken)
            {
                RequestAuthenticator.CheckAccessToken(request);
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
