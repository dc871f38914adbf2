using System.Management.Automation;
using Rutter.Client.Webhooks;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>Verifies a webhook and converts it to an event.</summary>
[Cmdlet(VerbsData.ConvertFrom, "RutterWebhook", DefaultParameterSetName = PayloadSet)]
[OutputType(typeof(RutterWebhookEvent))]
public sealed class ConvertFromRutterWebhookCommand : WebhookPayloadCmdlet
{
    /// <summary>The value of the header X-Rutter-Signature; empty without the header, which is an error.</summary>
    [Parameter(Position = 1)]
    [AllowNull]
    [AllowEmptyString]
    public string? Signature { get; set; }

    /// <summary>Do not verify; for payloads that were verified before.</summary>
    [Parameter]
    public SwitchParameter SkipSignatureCheck { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ExcludeTokenFromSerialization(typeof(RutterWebhookEvent));

    private protected override void Handle(byte[] payload)
    {
        try
        {
            WriteObject(new RutterWebhookEvent(SkipSignatureCheck
                ? WebhookEvent.ReadUnverified(payload, KnownSecret)
                : WebhookEvent.Read(payload, Signature, RequireSecret())));
        }
        catch (WebhookException exception)
        {
            var record = RecordOf(exception);
            if (!MyInvocation.ExpectingInput)
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
    }

    // The payload is not the error's target, because it holds the access token.
    private ErrorRecord RecordOf(WebhookException exception)
    {
        var target = ParameterSetName == PathSet ? Path : null;
        return exception.Failure == WebhookFailure.BadSignature
            ? ErrorRecords.Create(
                exception,
                "BadSignature",
                ErrorCategory.SecurityError,
                target,
                "Do not use the payload. Check that it is the raw body, and that the secret is the client secret of the organisation "
                    + "that it was sent for.")
            : ErrorRecords.Create(
                exception, "InvalidWebhook", ErrorCategory.InvalidData, target, "Check that the payload is the whole body of one webhook.");
    }
}
