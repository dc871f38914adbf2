using System.Text.Json;

namespace Rutter.Emulator.Jobs;

/// <summary>The request behind a job, as the job shows it.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Url">The full address.</param>
/// <param name="Body">The body, or null when there was none.</param>
/// <param name="IdempotencyKey">The request's <c>Idempotency-Key</c>, or null.</param>
internal sealed record JobRequest(string Method, string Url, JsonElement? Body, string? IdempotencyKey);
