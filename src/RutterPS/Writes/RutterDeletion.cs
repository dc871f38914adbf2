namespace RutterPS.Writes;

/// <summary>A deletion that was carried out.</summary>
/// <param name="Id">What was deleted.</param>
/// <param name="Code">The API's word for it: <c>deleted</c>, or <c>not_found</c> where an earlier attempt had deleted it.</param>
/// <param name="JobId">The job that did it.</param>
/// <param name="RequestId">The id that Rutter's support asks for.</param>
public sealed record RutterDeletion(string Id, string Code, string? JobId, string? RequestId);
