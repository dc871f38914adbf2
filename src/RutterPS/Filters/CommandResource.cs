using Rutter.Client.Catalog;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>Finds a cmdlet's kind of object by its noun.</summary>
internal static class CommandResource
{
    private const string Prefix = "-Rutter";

    public static ResourceDefinition? Of(string commandName) => commandName.LastIndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is var at and >= 0
        ? ResourceCatalog.FindNoun(commandName[(at + Prefix.Length)..])
        : null;
}
