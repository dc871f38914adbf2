using Rutter.Emulator.Description;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Requests;

/// <summary>Answers one verb on one path.</summary>
internal interface IEndpoint
{
    /// <summary>The query parameters that it knows; others are refused before it is called.</summary>
    IReadOnlySet<string> Parameters { get; }

    /// <summary>Whether it needs the access token of a connection.</summary>
    bool NeedsAccessToken { get; }

    /// <summary>Answers; throws <see cref="ApiError"/> for an error response.</summary>
    Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken);
}

/// <summary>Answers an operation of the description, with the parameters that it declares.</summary>
internal abstract class OperationEndpoint(Operation operation) : IEndpoint
{
    private IReadOnlySet<string>? parameters;

    // Read when the first request comes: most operations are never called.
    public IReadOnlySet<string> Parameters => parameters ??= operation.Parameters
        .Where(parameter => parameter.Place == "query")
        .Select(parameter => parameter.Name)
        .Concat(operation.NeedsAccessToken ? ["access_token"] : [])
        .ToHashSet();

    public bool NeedsAccessToken => operation.NeedsAccessToken;

    protected Operation Operation => operation;

    public virtual Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken) => Task.FromResult(Respond(request));

    /// <summary>Answers at once.</summary>
    protected abstract Response Respond(ApiRequest request);
}
