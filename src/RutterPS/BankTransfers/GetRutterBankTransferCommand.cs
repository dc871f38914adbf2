using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using RutterPS.Resources;

namespace RutterPS.BankTransfers;

/// <summary>Lists bank transfers, or fetches some by id.</summary>
[Cmdlet(VerbsCommon.Get, "RutterBankTransfer", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(BankTransfer))]
public sealed class GetRutterBankTransferCommand : GetFilterableResourceCommand<BankTransfer>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<BankTransfer> Definition => BankTransfer.Definition;
}
