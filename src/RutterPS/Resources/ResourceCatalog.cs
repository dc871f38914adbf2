using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;

namespace RutterPS.Resources;

/// <summary>The kinds of API object that have cmdlets, found by the noun of a cmdlet.</summary>
internal static class ResourceCatalog
{
    private static readonly ResourceDefinition[] Definitions = [BankTransfer.Definition];

    /// <summary>The kind of object that a path of the API is about.</summary>
    public static ResourceDefinition? OfPath(string? path) => Definitions.FirstOrDefault(
        definition => $"{path}/".Contains($"/{definition.Path}/", StringComparison.Ordinal));

    /// <summary>The kind of object that a cmdlet is about.</summary>
    public static ResourceDefinition? OfCommand(string commandName) => Definitions.FirstOrDefault(
        definition => commandName.EndsWith("-Rutter" + definition.ItemKey.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
}
