using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Endpoints;

/// <summary>An endpoint about one connection or all of them. Source: the public page "Connections" of 2024-08-31.</summary>
/// <param name="parameters">The query parameters that it knows.</param>
/// <param name="answer">Answers.</param>
internal sealed class ConnectionEndpoint(string[] parameters, Func<ApiRequest, Response> answer) : IEndpoint
{
    public const string Token = "access_token";

    public IReadOnlySet<string> Parameters { get; } = parameters.ToHashSet();

    public bool NeedsAccessToken => Parameters.Contains(Token);

    public Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
}
