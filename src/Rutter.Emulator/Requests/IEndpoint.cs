using Rutter.Emulator.Http;

namespace Rutter.Emulator.Requests;

/// <summary>What answers one verb on one path.</summary>
internal interface IEndpoint
{
    /// <summary>The query parameters that it knows; others are refused before it is called.</summary>
    IReadOnlySet<string> Parameters { get; }

    /// <summary>Whether it needs the access token of a connection.</summary>
    bool NeedsAccessToken { get; }

    /// <summary>Answers; throws <see cref="ApiError"/> for an error response.</summary>
    Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken);
}
