using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Client.Resources;

namespace Rutter.Emulator.Data;

/// <summary>Turns JSON that a test hands in into an object of the emulator.</summary>
internal static class ObjectReader
{
    /// <exception cref="ArgumentException">A property is unknown, of the wrong type, or id or platform_id is missing.</exception>
    public static StoredObject Read(EmulatedResource resource, JsonObject json)
    {
        var values = new object?[resource.Definition.Fields.Count];
        Apply(resource, json, values);
        if (values[resource.IdIndex] is null || values[resource.PlatformIdIndex] is null)
        {
            throw new ArgumentException($"A {resource.Definition.Name} needs id and platform_id.", nameof(json));
        }

        return new StoredObject(values);
    }

    /// <summary>Sets the values that the JSON names.</summary>
    /// <exception cref="ArgumentException">A property is unknown or of the wrong type.</exception>
    public static void Apply(EmulatedResource resource, JsonObject json, object?[] values)
    {
        foreach (var (name, value) in json)
        {
            var index = resource.IndexOf(name);
            if (index < 0)
            {
                throw new ArgumentException($"A {resource.Definition.Name} has no property '{name}'.", nameof(json));
            }

            values[index] = Read(resource.Definition.Fields[index], value);
        }
    }

    private static object? Read(ResourceField field, JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(node.ToJsonString());
        return FieldValue.TryRead(document.RootElement, field.Type, out var value)
            ? value
            : throw new ArgumentException($"'{field.ApiName}' cannot be {node.ToJsonString()}.", nameof(node));
    }
}
