using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Syncing;
using RutterPS.Syncing;

namespace RutterPS.BankTransfers;

/// <summary>Emits the bank transfers that are new, changed or deleted since the last run.</summary>
[Cmdlet(VerbsData.Sync, "RutterBankTransfer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(RutterChange))]
public sealed class SyncRutterBankTransferCommand : SyncResourceCommand<BankTransfer>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<BankTransfer> Definition => BankTransfer.Definition;
}
