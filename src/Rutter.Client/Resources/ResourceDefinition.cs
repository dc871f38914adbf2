using System.Text.Json.Serialization.Metadata;

namespace Rutter.Client.Resources;

/// <summary>
/// What an API object is, said once: where it lives, under which keys it travels, and which fields it has. Listing, fetching,
/// filter checks, completion and the emulator all read from it.
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
        fieldsByName = new Dictionary<string, ResourceField>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            fieldsByName[field.ApiName] = field;
            fieldsByName[field.Name] = field;
        }
    }

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

    /// <summary>How the model is read.</summary>
    internal virtual JsonTypeInfo ModelJson => throw new NotSupportedException($"The definition of {Name} has no model.");

    /// <summary>Finds a field by its API name or its PascalCase name, whatever the case.</summary>
    /// <param name="name">For example <c>updated_at</c> or <c>UpdatedAt</c>.</param>
    /// <returns>The field, or null when the object has none of that name.</returns>
    public ResourceField? FindField(string name) => fieldsByName.GetValueOrDefault(name);
}
