using Rutter.Emulator.Data.Accounts;
using Rutter.Emulator.Data.BankTransfers;

namespace Rutter.Emulator.Data;

/// <summary>The table of API objects. A row that refers to another stands after it.</summary>
internal static class ResourceTable
{
    public static IReadOnlyList<EmulatedResource> Rows { get; } = [AccountResource.Instance, BankTransferResource.Instance];
}
