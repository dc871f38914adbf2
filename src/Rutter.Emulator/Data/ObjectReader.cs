using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Data;

/// <summary>Turns JSON into an object of the emulator.</summary>
internal static class ObjectReader
{
    /// <exception cref="ArgumentException">A property is unknown, of the wrong type, or id or platform_id is missing.</exception>
    public static StoredObject Read(ObjectDescription description, JsonObject json)
    {
        var values = new object?[description.Fields.Count];
        using var document = JsonDocument.Parse(json.ToJsonString());
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var index = description.IndexOf(property.Name);
            if (index < 0)
            {
                throw new ArgumentException($"A {description.Name} has no property '{property.Name}'.", nameof(json));
            }

            if (property.Value.ValueKind != JsonValueKind.Null && !FieldValue.TryRead(property.Value, description.Fields[index], out values[index]))
            {
                throw new ArgumentException($"'{property.Name}' cannot be {property.Value.GetRawText()}.", nameof(json));
            }
        }

        if (values[description.IdIndex] is null
            || (description.PlatformIdIndex >= 0 && description.Fields[description.PlatformIdIndex].IsRequired
            && values[description.PlatformIdIndex] is null))
        {
            throw new ArgumentException($"A {description.Name} needs id and platform_id.", nameof(json));
        }

        return new StoredObject(description, values);
    }
}
