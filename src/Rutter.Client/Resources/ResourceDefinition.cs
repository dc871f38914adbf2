using System.Text.Json.Serialization.Metadata;

namespace Rutter.Client.Resources;

/// <summary>What the API can do with a kind of object.</summary>
[Flags]
public enum ResourceOperations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>List all, page by page.</summary>
    List = 1,

    /// <summary>Fetch one by its id.</summary>
    Fetch = 2,

    /// <summary>Create one.</summary>
    Create = 4,

    /// <summary>Update one.</summary>
    Update = 8,

    /// <summary>Delete one.</summary>
    Delete = 16,

    /// <summary>Fetch the only one that a connection has, without an id.</summary>
    FetchSingle = 32,
}

/// <summary>
/// Describes an API object: its path, its JSON keys and its fields. Listing, fetching, filter checks and completion all read from it.
/// </summary>
public class ResourceDefinition
{
    private readonly Dictionary<string, ResourceField> fieldsByName;

    /// <summary>Describes an API object.</summary>
    /// <param name="name">The object in words, singular.</param>
    /// <param name="path">The path below the base address, without a leading slash.</param>
    /// <param name="listKey">The key of the array in a list response.</param>
    /// <param name="itemKey">The key of a single object.</param>
    /// <param name="fields">Every field, in the order of the API's page.</param>
    public ResourceDefinition(string name, string path, string listKey, string itemKey, IReadOnlyList<ResourceField> fields)
    {
        Name = name;
        Path = path;
        ListKey = listKey;
        ItemKey = itemKey;
        Fields = fields;
        Noun = ResourceField.ToPascalCase(itemKey);
        fieldsByName = new Dictionary<string, ResourceField>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            fieldsByName[field.ApiName] = field;
            fieldsByName[field.Name] = field;
        }
    }

    /// <summary>The noun of the cmdlets, without their prefix: <c>BankTransfer</c>.</summary>
    public string Noun { get; init; }

    /// <summary>The object's name in words, singular, for messages: <c>bank transfer</c>.</summary>
    public string Name { get; }

    /// <summary>The path below the base address, without a leading slash: <c>accounting/bank_transfers</c>.</summary>
    public string Path { get; }

    /// <summary>The key of the array in a list response: <c>bank_transfers</c>.</summary>
    public string ListKey { get; }

    /// <summary>The key of the object in the response to a fetch and in the body of a write: <c>bank_transfer</c>.</summary>
    public string ItemKey { get; }

    /// <summary>Every field, in the order of the API's page.</summary>
    public IReadOnlyList<ResourceField> Fields { get; }

    /// <summary>What the API can do with it.</summary>
    public ResourceOperations Operations { get; init; } = ResourceOperations.List | ResourceOperations.Fetch;

    /// <summary>Whether the list has pages whose size can be chosen.</summary>
    public bool IsPaged { get; init; } = true;

    /// <summary>Whether the body of a write takes <c>response_mode</c>.</summary>
    public bool TakesResponseMode { get; init; } = true;

    /// <summary>
    /// Whether the API filters and sorts by fields that no documentation names. Any field is then sent, and the API decides.
    /// </summary>
    public bool IsFilterUnread { get; init; }

    /// <summary>The body of a create; null if the API has no create.</summary>
    public BodySchema? CreateBody => CreateBodyFactory?.Invoke();

    /// <summary>The body of an update; null if the API has no update.</summary>
    public BodySchema? UpdateBody => UpdateBodyFactory?.Invoke();

    // Functions, so that the schemas are built for writes only.
    internal Func<BodySchema>? CreateBodyFactory { get; init; }

    internal Func<BodySchema>? UpdateBodyFactory { get; init; }

    /// <summary>The JSON metadata of the model.</summary>
    internal virtual JsonTypeInfo ModelJson => throw new NotSupportedException($"The definition of {Name} has no model.");

    /// <summary>The fields to filter and sort by: those that the documentation names, or all comparable fields if it names none.</summary>
    public IEnumerable<ResourceField> FilterableFields =>
        Fields.Where(candidate => CanFilterBy(candidate) && candidate.Type is not (FieldType.Structure or FieldType.Boolean));

    /// <summary>Whether a filter or sort order may name a field.</summary>
    /// <param name="field">One of the fields.</param>
    /// <returns>False if the API is known not to filter by it.</returns>
    public bool CanFilterBy(ResourceField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return IsFilterUnread || (field.IsFilterable && field.Type is not (FieldType.Structure or FieldType.Boolean));
    }

    /// <summary>Finds a field by its API name or its PascalCase name, whatever the case.</summary>
    /// <param name="name">For example <c>updated_at</c> or <c>UpdatedAt</c>.</param>
    /// <returns>The field, or null if the object has none with that name.</returns>
    public ResourceField? FindField(string name) => fieldsByName.GetValueOrDefault(name);
}

/// <summary>A <see cref="ResourceDefinition"/> with its .NET type.</summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ResourceDefinition<T> : ResourceDefinition
    where T : RutterObject
{
    private readonly Func<JsonTypeInfo<T>> json;

    // A function, because filters and completion use definitions without reading objects.
    internal ResourceDefinition(
        string name, string path, string listKey, string itemKey, Func<JsonTypeInfo<T>> json, IReadOnlyList<ResourceField> fields)
        : base(name, path, listKey, itemKey, fields) => this.json = json;

    internal JsonTypeInfo<T> Json => json();

    internal override JsonTypeInfo ModelJson => Json;
}
