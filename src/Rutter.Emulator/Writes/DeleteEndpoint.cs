using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Writes;

/// <summary>
/// Source: seed "Bank Transfers", heading "Delete a Bank Transfer"; the code <c>not_found</c>, and that a deletion needs no key, from the
/// public specification and guide.
/// </summary>
internal sealed class DeleteEndpoint(EmulatedResource resource) : WriteEndpoint
{
    protected override bool HonoursKey => false;

    protected override WriteBody ReadBody(ApiRequest request) => WriteBody.ReadMode(request);

    protected override Response Commit(ApiRequest request, WriteBody body)
    {
        var isDeleted = request.Data.Remove(resource, request.Id);
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("code", isDeleted ? "deleted" : "not_found");
            json.WriteBoolean("success", isDeleted);
            json.WriteEndObject();
        });
    }
}
