using Rutter.Emulator.Http;
using Rutter.Emulator.Resources;

namespace Rutter.Emulator.Writes;

/// <summary>Source: seed "Bank Transfers", heading "Update a Bank Transfer".</summary>
internal sealed class UpdateEndpoint(EmulatedResource resource, WriteRules rules) : WriteEndpoint
{
    protected override WriteBody ReadBody(ApiRequest request) => WriteBody.Read(request, resource.Definition.ItemKey, rules.UpdateFields);

    protected override void CheckAcceptable(ApiRequest request) => Current(request);

    protected override Response Commit(ApiRequest request, WriteBody body)
    {
        // Looked for again: it may have been deleted since the job was accepted.
        var updated = rules.Update(request.Ledger, Current(request), body.Payload);
        request.Ledger.Put(resource, updated);
        return WrittenObject.ToResponse(resource, updated, request.Ledger);
    }

    private StoredObject Current(ApiRequest request) => request.Ledger.Store(resource).TryFind(request.Id, out var current)
        ? current
        : throw ApiError.Gone(resource.Definition.Name, request.Id);
}
