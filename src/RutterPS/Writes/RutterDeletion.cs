using Rutter.Client.Text;
using Rutter.Client.Writes;

namespace RutterPS.Writes;

/// <summary>A deletion that was carried out.</summary>
/// <param name="Id">What was deleted.</param>
/// <param name="Code">The API's word for it: <c>deleted</c>, or <c>not_found</c> where an earlier attempt had deleted it.</param>
/// <param name="Success">The API's own verdict; true also where an earlier attempt had deleted it.</param>
/// <param name="JobId">The job that did it.</param>
/// <param name="RequestId">The id that Rutter's support asks for.</param>
public sealed record RutterDeletion(string Id, string? Code, bool? Success, string? JobId, string? RequestId)
{
    /// <summary>What else the API sent, by its API names.</summary>
    public IDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>What was deleted, and the API's word for it.</summary>
    /// <returns>One line, fit to be shown.</returns>
    public override string ToString() => DisplayText.Clean($"{Id} ({Code})");

    internal static RutterDeletion From(string id, Deletion deletion, string? jobId, string? requestId) =>
        new(id, deletion.Code, deletion.Success, jobId, requestId) { AdditionalProperties = deletion.AdditionalProperties };
}
