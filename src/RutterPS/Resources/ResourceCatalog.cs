using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;

namespace RutterPS.Resources;

/// <summary>The kinds of API object that have cmdlets, found by the noun of a cmdlet.</summary>
internal static class ResourceCatalog
{
    private static readonly ResourceDefinition[] Definitions = [BankTransfer.Definition];

    public static ResourceDefinition? OfCommand(string commandName) => Definitions.FirstOrDefault(
        definition => commandName.EndsWith("-Rutter" + definition.ItemKey.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
}
