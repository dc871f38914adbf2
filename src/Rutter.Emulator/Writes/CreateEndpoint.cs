using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Writes;

/// <summary>Source: seed "Bank Transfers", heading "Create a Bank Transfer".</summary>
internal sealed class CreateEndpoint(EmulatedResource resource, WriteRules rules) : WriteEndpoint
{
    protected override WriteBody ReadBody(ApiRequest request) => WriteBody.Read(request, resource.Definition.ItemKey, rules.CreateFields);

    protected override Response Commit(ApiRequest request, WriteBody body)
    {
        var created = rules.Create(request.Data, body.Payload);
        request.Data.Put(resource, created);
        return WrittenObject.ToResponse(resource, created, request.Data);
    }
}
