using Rutter.Client.Catalog;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>The kind of object that a cmdlet is about, told by its noun.</summary>
internal static class CommandResource
{
    private const string Prefix = "-Rutter";

    public static ResourceDefinition? Of(string commandName) => commandName.LastIndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is var at and >= 0
        ? ResourceCatalog.FindNoun(commandName[(at + Prefix.Length)..])
        : null;
}
