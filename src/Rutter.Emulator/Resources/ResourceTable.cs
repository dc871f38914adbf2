using Rutter.Emulator.Resources.Accounts;
using Rutter.Emulator.Resources.BankTransfers;

namespace Rutter.Emulator.Resources;

/// <summary>The table of API objects. A row that refers to another stands after it.</summary>
internal static class ResourceTable
{
    public static IReadOnlyList<EmulatedResource> Rows { get; } = [AccountResource.Instance, BankTransferResource.Instance];
}
