using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Writes;

/// <summary>Source: seed "Bank Transfers", heading "Update a Bank Transfer".</summary>
internal sealed class UpdateEndpoint(EmulatedResource resource, WriteRules rules) : WriteEndpoint
{
    protected override WriteBody ReadBody(ApiRequest request) => WriteBody.Read(request, resource.Definition.ItemKey, rules.UpdateFields);

    protected override void CheckAcceptable(ApiRequest request) => Current(request);

    protected override Response Commit(ApiRequest request, WriteBody body)
    {
        // Looked for again: it may have been deleted since the job was accepted.
        var updated = rules.Update(request.Data, Current(request), body.Payload);
        request.Data.Put(resource, updated);
        return WrittenObject.ToResponse(resource, updated, request.Data);
    }

    private StoredObject Current(ApiRequest request) => request.Data.Store(resource).TryFind(request.Id, out var current)
        ? current
        : throw ApiError.Gone(resource.Definition.Name, request.Id);
}
