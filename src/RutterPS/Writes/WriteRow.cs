namespace RutterPS.Writes;

/// <summary>A row that is being written.</summary>
/// <param name="Input">The row as it came.</param>
/// <param name="Sentence">The change in words.</param>
/// <param name="IdempotencyKey">The key it is written under, or null for a change that needs none.</param>
internal sealed record WriteRow(object Input, string Sentence, string? IdempotencyKey);
