using System.Management.Automation;
using Rutter.Client.Webhooks;

namespace RutterPS.Webhooks;

/// <summary>Signs a payload as Rutter does, to test your own receiver.</summary>
[Cmdlet(VerbsCommon.New, "RutterWebhookSignature", DefaultParameterSetName = PayloadSet)]
[OutputType(typeof(string))]
public sealed class NewRutterWebhookSignatureCommand : WebhookPayloadCmdlet
{
    private protected override void Handle(byte[] payload) => WriteObject(WebhookSignature.Compute(payload, RequireSecret()));
}
