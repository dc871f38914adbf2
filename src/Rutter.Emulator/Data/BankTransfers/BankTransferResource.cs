using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Data.BankTransfers;

/// <summary>Bank transfers. Source: seed "Bank Transfers".</summary>
internal sealed class BankTransferResource : EmulatedResource
{
    private readonly BankTransferRules rules;

    private BankTransferResource()
        : base(Client.Resources.BankTransfers.BankTransfer.Definition) => rules = new BankTransferRules(this);

    public static BankTransferResource Instance { get; } = new();

    public override WriteRules Rules => rules;

    public override IEnumerable<StoredObject> Generate(ConnectionData data) => new BankTransferGenerator(data).Generate(data.InitialTransferCount);
}
