using Rutter.Client.Resources;

namespace RutterPS.Resources;

/// <summary>Every kind of API object that the client has a model of, found by its path or by the noun of a cmdlet.</summary>
internal static class ResourceCatalog
{
    private const string Prefix = "-Rutter";

    /// <summary>The kinds of object, by name.</summary>
    public static IReadOnlyList<ResourceDefinition> Definitions => KnownResources.All;

    /// <summary>Those of them that can be filtered, the one that the module is most about first.</summary>
    public static IReadOnlyList<ResourceDefinition> Filterable =>
    [
        .. Definitions.Where(definition => definition.IsFilterUnread || definition.Fields.Any(candidate => candidate.IsFilterable)).OrderByDescending(definition => definition.ItemKey == "bank_transfer"),
    ];

    /// <summary>The kind of object, of those that can be filtered, that a person calls by a name: bank_transfer, BankTransfer, bank_transfers.</summary>
    public static ResourceDefinition? OfName(string name)
    {
        var wanted = Plain(name);
        return Filterable.FirstOrDefault(definition => wanted.Equals(Plain(definition.ItemKey), StringComparison.OrdinalIgnoreCase)
            || wanted.Equals(Plain(definition.ListKey), StringComparison.OrdinalIgnoreCase));

        static string Plain(string text) => text.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The kind of object that a path of the API is about.</summary>
    public static ResourceDefinition? OfPath(string? path) => path is null ? null : KnownResources.FindWithin(path);

    /// <summary>The kind of object that a path lists, and nothing below it.</summary>
    public static ResourceDefinition? OfListPath(string path) => KnownResources.FindPath(path);

    /// <summary>The kind of object that a cmdlet is about.</summary>
    public static ResourceDefinition? OfCommand(string commandName) =>
        commandName.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? KnownResources.FindNoun(commandName[(at + Prefix.Length)..]) : null;
}
