using Rutter.Client.Text;
using Rutter.Client.Writes;

namespace RutterPS.Writes;

/// <summary>A completed deletion.</summary>
/// <param name="Id">The id of the deleted object.</param>
/// <param name="Code">The API's code: <c>deleted</c>, or <c>not_found</c> if an earlier attempt had deleted it.</param>
/// <param name="Success">Whether the object was deleted, by this attempt or an earlier one.</param>
/// <param name="JobId">The job that carried out the deletion.</param>
/// <param name="RequestId">The id that Rutter's support asks for.</param>
public sealed record RutterDeletion(string Id, string? Code, bool? Success, string? JobId, string? RequestId)
{
    /// <summary>Other members that the API sent, by their API names.</summary>
    public IDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>The id and the code.</summary>
    /// <returns>One line that is safe to display.</returns>
    public override string ToString() => DisplayText.Clean($"{Id} ({Code})");

    internal static RutterDeletion From(string id, Deletion deletion, string? jobId, string? requestId) =>
        new(id, deletion.Code, deletion.Success, jobId, requestId) { AdditionalProperties = deletion.AdditionalProperties };
}
