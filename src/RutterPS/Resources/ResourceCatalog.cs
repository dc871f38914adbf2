using Rutter.Client.Resources;

namespace RutterPS.Resources;

/// <summary>Every kind of API object that the client has a model of, found by its path or by the noun of a cmdlet.</summary>
internal static class ResourceCatalog
{
    /// <summary>The kinds of object, by name.</summary>
    public static IReadOnlyList<ResourceDefinition> Definitions => KnownResources.All;

    /// <summary>The kind of object that a path of the API is about.</summary>
    public static ResourceDefinition? OfPath(string? path) => Definitions.FirstOrDefault(
        definition => $"{path}/".Contains($"/{definition.Path}/", StringComparison.Ordinal));

    /// <summary>The kind of object that a path lists, and nothing below it.</summary>
    public static ResourceDefinition? OfListPath(string path) => Definitions.FirstOrDefault(definition => definition.Path == path);

    /// <summary>The kind of object that a cmdlet is about.</summary>
    public static ResourceDefinition? OfCommand(string commandName) => Definitions.FirstOrDefault(
        definition => commandName.EndsWith("-Rutter" + definition.ItemKey.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
}
