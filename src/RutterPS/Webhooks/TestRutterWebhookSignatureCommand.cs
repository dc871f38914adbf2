using System.Management.Automation;
using Rutter.Client.Webhooks;

namespace RutterPS.Webhooks;

/// <summary>Verifies the signature of a payload.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RutterWebhookSignature", DefaultParameterSetName = PayloadSet)]
[OutputType(typeof(bool))]
public sealed class TestRutterWebhookSignatureCommand : WebhookPayloadCmdlet
{
    /// <summary>The value of the header X-Rutter-Signature; empty without the header.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull]
    [AllowEmptyString]
    public string? Signature { get; set; }

    private protected override void Handle(byte[] payload) => WriteObject(WebhookSignature.Verify(payload, Signature, RequireSecret()));
}
