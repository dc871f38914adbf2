namespace Rutter.Emulator.Webhooks;

/// <summary>A webhook on its way.</summary>
internal sealed class Webhook(EmulatorWebhook description, ReadOnlyMemory<byte> payload, FaultKind? fault)
{
    private volatile EmulatorWebhook description = description;

    public ReadOnlyMemory<byte> Payload => payload;

    public FaultKind? Fault => fault;

    public EmulatorWebhook Description => description;

    /// <summary>Notes a try that has come to an end.</summary>
    /// <param name="statusCode">The status of the response; null without one.</param>
    /// <returns>Whether it should be tried again.</returns>
    public bool Note(int? statusCode)
    {
        var attempts = description.Attempts + 1;
        var isDelivered = statusCode is >= 200 and < 300;
        var state = isDelivered ? "Delivered" : attempts < WebhookSender.MaximumAttempts ? "Pending" : "Failed";
        description = description with { Attempts = attempts, StatusCode = statusCode, State = state };
        return state == "Pending";
    }

    public void Lose() => description = description with { State = "Lost" };
}
