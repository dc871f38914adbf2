using Rutter.Client.Jobs;

namespace Rutter.Client.Writes;

/// <summary>What became of a write.</summary>
/// <typeparam name="T">What the API answers with.</typeparam>
/// <param name="Value">The answer; null when only the job is known, because nobody waited.</param>
/// <param name="Job">The job, where one was seen.</param>
/// <param name="JobId">The job's id, which every accepted write has.</param>
/// <param name="RequestId">The value of <c>X-Rutter-Request-ID</c>.</param>
/// <param name="IdempotencyKey">The key that the write carried, or null.</param>
public sealed record WriteResult<T>(T? Value, RutterJob? Job, string? JobId, string? RequestId, string? IdempotencyKey)
    where T : class;
