using System.Reflection;

namespace Rutter.Client.Resources;

/// <summary>Every kind of API object that has a model.</summary>
public static class KnownResources
{
    private static readonly Lazy<ResourceDefinition[]> Found = new(Find);

    /// <summary>Their definitions, by name.</summary>
    public static IReadOnlyList<ResourceDefinition> All => Found.Value;

    // A model says itself what it is, so that a new one needs no row here.
    private static ResourceDefinition[] Find() =>
    [
        .. typeof(RutterObject).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(RutterObject)))
            .Select(type => type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<ResourceDefinition>()
            .OrderBy(definition => definition.Name, StringComparer.Ordinal),
    ];
}
