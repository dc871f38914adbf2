using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using RutterPS.Writes;

namespace RutterPS.BankTransfers;

/// <summary>Deletes bank transfers; asks first.</summary>
[Cmdlet(VerbsCommon.Remove, "RutterBankTransfer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RutterDeletion))]
public sealed class RemoveRutterBankTransferCommand : RemoveResourceCommand<BankTransfer>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<BankTransfer> Definition => BankTransfer.Definition;
}
