namespace Rutter.Emulator;

/// <summary>A webhook of the emulator, for assertions. Its payload is not kept, because it holds an access token.</summary>
public sealed record EmulatorWebhook
{
    /// <summary>Its number, from 1 in the order of the changes.</summary>
    public required int Number { get; init; }

    /// <summary>The <c>type</c>, for example <c>BANK_TRANSFER</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The <c>code</c>, for example <c>BANK_TRANSFER_CREATED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The id of the object, job or connection that it is about.</summary>
    public required string SubjectId { get; init; }

    /// <summary>How often it was sent, not counting deliberate copies.</summary>
    public int Attempts { get; init; }

    /// <summary>The status of the latest response; null without one.</summary>
    public int? StatusCode { get; init; }

    /// <summary><c>Pending</c>, <c>Delivered</c>, <c>Failed</c> after the sixth attempt, or <c>Lost</c> if it was never sent.</summary>
    public required string State { get; init; }
}
