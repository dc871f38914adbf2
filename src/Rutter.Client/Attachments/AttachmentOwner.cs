using Rutter.Client.Catalog;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Attachments;

/// <summary>The object that files are attached to. Source: the description, the paths with <c>attachments</c>.</summary>
public sealed record AttachmentOwner
{
    private readonly ResourceDefinition definition;

    private AttachmentOwner(ResourceDefinition definition, string id)
    {
        this.definition = definition;
        Id = id;
    }

    /// <summary>The kinds of object that files can be attached to, as nouns of cmdlets.</summary>
    public static IReadOnlyList<string> Nouns { get; } = ["BankDeposit", "BankTransfer", "Bill", "Expense", "Invoice", "JournalEntry"];

    /// <summary>The kind of object, by the noun of its cmdlets: <c>Bill</c>.</summary>
    public string Noun => definition.Noun;

    /// <summary>The Rutter id.</summary>
    public string Id { get; }

    /// <summary>The kind in words: <c>bill</c>.</summary>
    public string Name => definition.Name;

    /// <summary>The path of its attachments.</summary>
    internal string Path => $"{definition.Path}/{PathSegment.FromRutterId(Id)}/attachments";

    /// <summary>Makes an object the owner of attachments.</summary>
    /// <param name="item">An object that was read, for example a bill.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentException">Nothing can be attached to such an object, or it has no id.</exception>
    public static AttachmentOwner Of(RutterObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item is ISyncedObject { Id: var id } && FindKind(item.GetType().Name) is { } definition
            ? Of(definition, id)
            : throw new ArgumentException($"A {item.GetType().Name} has no attachments; {Known()}");
    }

    /// <summary>Makes an owner from its kind and id.</summary>
    /// <param name="kind">The kind: <c>Bill</c>, <c>bill</c> or <c>bills</c>.</param>
    /// <param name="id">The Rutter id.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentException">Nothing can be attached to such objects, or the id is empty.</exception>
    public static AttachmentOwner Of(string kind, string? id) => Of(DefinitionOf(kind), id);

    /// <summary>The path of a single attachment by its own id.</summary>
    /// <exception cref="ArgumentException">The API has none for this kind.</exception>
    internal static string PathOfOne(string kind, string id) => DefinitionOf(kind) is { Noun: not "Bill" } definition
        ? $"{definition.Path}/attachments/{PathSegment.FromRutterId(id)}"
        : throw new ArgumentException("The API finds an attachment of a bill by the bill only: give its id as the owner's.");

    internal static string NounOf(string kind) => DefinitionOf(kind).Noun;

    private static AttachmentOwner Of(ResourceDefinition definition, string? id) => string.IsNullOrWhiteSpace(id)
        ? throw new ArgumentException($"The {definition.Name} has no id.")
        : new AttachmentOwner(definition, id);

    private static ResourceDefinition? FindKind(string kind) =>
        ResourceCatalog.FindName(kind.Trim()) is { } found && Nouns.Contains(found.Noun) ? found : null;

    private static ResourceDefinition DefinitionOf(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return FindKind(kind) ?? throw new ArgumentException($"Nothing is attached to objects of the kind '{DisplayText.Clean(kind)}'; {Known()}");
    }

    private static string Known() => $"those that have attachments are {string.Join(", ", Nouns)}.";
}
