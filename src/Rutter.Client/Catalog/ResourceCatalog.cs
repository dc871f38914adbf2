using Rutter.Client.Resources;
using Rutter.Client.Resources.Events;

namespace Rutter.Client.Catalog;

/// <summary>What is known of a kind of object before its definition is made.</summary>
/// <param name="Noun">The noun of its cmdlets.</param>
/// <param name="Path">Its path below the base address.</param>
/// <param name="ListKey">The key of the array in a list.</param>
/// <param name="ItemKey">The key of a single object.</param>
/// <param name="Entities">What webhooks and events call it, in capitals.</param>
/// <param name="Make">Gives the definition.</param>
internal sealed record KnownResource(
    string Noun, string Path, string ListKey, string ItemKey, IReadOnlyList<string> Entities, Func<ResourceDefinition> Make)
{
    /// <summary>Whether a webhook or an event names this kind: <c>BANK_TRANSFER</c>, <c>bank_transfers</c> or <c>BankTransfer</c>.</summary>
    public bool IsCalled(string entity) => Entities.Prepend(ListKey).Any(name => IsSame(name, entity));

    /// <summary>Whether a name that a person wrote names this kind: <c>bank_transfer</c>, <c>bank transfers</c> or <c>BankTransfer</c>.</summary>
    public bool IsNamed(string name) => IsSame(ItemKey, name) || IsSame(ListKey, name);

    /// <summary>Whether a name is the noun of its cmdlets: <c>bank_transfer</c> or <c>BankTransfer</c>.</summary>
    public bool HasNoun(string name) => IsSame(Noun, name);

    private static bool IsSame(string one, string other) => Plain(one).Equals(Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>Every kind of API object that has a model. A definition is made when it is first asked for.</summary>
public static class ResourceCatalog
{
    private static readonly KnownResource[] Entries =
        [.. GeneratedResources.All, new("Event", "events", "events", "event", [], static () => RutterEvent.Definition)];

    private static readonly Lazy<ResourceDefinition[]> Definitions = new(
        () => [.. Entries.Select(entry => entry.Make()).OrderBy(definition => definition.Name, StringComparer.Ordinal)]);

    /// <summary>All definitions, by name.</summary>
    public static IReadOnlyList<ResourceDefinition> All => Definitions.Value;

    /// <summary>The definitions that can be filtered, bank transfers first.</summary>
    public static IReadOnlyList<ResourceDefinition> Filterable =>
        [.. All.Where(definition => definition.FilterableFields.Any()).OrderByDescending(definition => definition.ItemKey == "bank_transfer")];

    /// <summary>The kind of object that a person calls by a name.</summary>
    /// <param name="name">For example <c>bank_transfer</c>, <c>BankTransfer</c> or <c>bank_transfers</c>, whatever the case.</param>
    /// <returns>Its definition, or null.</returns>
    public static ResourceDefinition? FindName(string name) => FindNoun(name) ?? Find(entry => entry.IsNamed(name));

    /// <summary>The kind of object that cmdlets call by a noun.</summary>
    /// <param name="noun">For example <c>BankTransfer</c>, whatever the case.</param>
    /// <returns>Its definition, or null.</returns>
    public static ResourceDefinition? FindNoun(string noun) => Find(entry => entry.HasNoun(noun));

    /// <summary>The kind of object that a path lists.</summary>
    /// <param name="path">The path below the base address, without a leading slash.</param>
    /// <returns>Its definition, or null.</returns>
    public static ResourceDefinition? FindPath(string path) => Find(entry => entry.Path == path);

    /// <summary>The kind of object that an address lists or fetches.</summary>
    /// <param name="path">The path of an address, in the form that jobs show.</param>
    /// <returns>The definition, and the id when the address is of one object; nulls for any other address, such as one below an object.</returns>
    public static (ResourceDefinition? Definition, string? Id) FindAddress(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var whole = "/" + path.Trim('/');
        var parent = whole[..whole.LastIndexOf('/')];
        return FindEnd(whole) is { } list ? (list, null)
            : FindEnd(parent) is { } item ? (item, Uri.UnescapeDataString(whole[(parent.Length + 1)..]))
            : default;
    }

    /// <summary>The kind of object that a webhook or an event means.</summary>
    /// <param name="entity">For example <c>BANK_TRANSFER</c>.</param>
    /// <returns>Its definition, or null.</returns>
    public static ResourceDefinition? FindEntity(string entity) => Find(entry => entry.IsCalled(entity));

    private static ResourceDefinition? FindEnd(string path) =>
        Entries.Where(entry => path.EndsWith($"/{entry.Path}", StringComparison.Ordinal)).MaxBy(entry => entry.Path.Length)?.Make();

    private static ResourceDefinition? Find(Func<KnownResource, bool> isRight) => Entries.FirstOrDefault(isRight)?.Make();
}
