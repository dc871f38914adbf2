using System.Diagnostics.CodeAnalysis;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Listing;

/// <summary>One object, with its platform data as in the seed's example. Source: seed "Bank Transfers", heading "Fetch a Bank Transfer".</summary>
internal sealed class FetchEndpoint(EmulatedResource resource) : IEndpoint
{
    public IReadOnlySet<string> Parameters { get; } = new HashSet<string> { "access_token", "id_type", "force_fetch" };

    public bool NeedsAccessToken => true;

    public Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var data = request.Data;
        data.Connection.CheckSupport(request.Query, "id_type");
        var isPlatformId = request.Query.OneOf("id_type", "rutter", "platform") == "platform";
        data.Connection.CheckReady(request.Query);
        if (!TryFind(data.Store(resource), request.Id, isPlatformId, out var item))
        {
            throw ApiError.Gone(resource.Definition.Name, request.Id);
        }

        return Task.FromResult(Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName(resource.Definition.ItemKey);
            resource.Write(json, item, data, withPlatformData: true);
            data.Connection.Write(json);
            json.WriteEndObject();
        }));
    }

    private static bool TryFind(ObjectStore store, string id, bool isPlatformId, [NotNullWhen(true)] out StoredObject? item) =>
        isPlatformId ? store.TryFindByPlatformId(id, out item) : store.TryFind(id, out item);
}
