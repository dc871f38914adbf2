using Rutter.Client.Jobs;

namespace Rutter.Client.Writes;

/// <summary>The result of a write.</summary>
/// <typeparam name="T">The type of the response.</typeparam>
/// <param name="Value">The response; null if the job was not waited for.</param>
/// <param name="Job">The job, if one was read.</param>
/// <param name="JobId">The job's id, which every accepted write has.</param>
/// <param name="RequestId">The value of <c>X-Rutter-Request-ID</c>.</param>
/// <param name="IdempotencyKey">The key that the write carried, or null.</param>
public sealed record WriteResult<T>(T? Value, RutterJob? Job, string? JobId, string? RequestId, string? IdempotencyKey)
    where T : class;
