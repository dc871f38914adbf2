using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Writes;

/// <summary>What may be written to a resource, and what the platform makes of it.</summary>
internal abstract class WriteRules(EmulatedResource resource)
{
    public abstract IReadOnlyList<BodyField> CreateFields { get; }

    public abstract IReadOnlyList<BodyField> UpdateFields { get; }

    /// <exception cref="ApiError">The platform refuses.</exception>
    public StoredObject Create(ConnectionData data, JsonElement payload)
    {
        var values = new object?[resource.Definition.Fields.Count];
        values[resource.IdIndex] = data.NewId();
        values[resource.PlatformIdIndex] = data.NewPlatformId();
        values[resource.IndexOf("created_at")] = data.Now;
        return Complete(data, values, payload);
    }

    /// <exception cref="ApiError">The platform refuses.</exception>
    public StoredObject Update(ConnectionData data, StoredObject current, JsonElement payload) => Complete(data, current.CopyValues(), payload);

    /// <summary>Checks the values as the platform does, and fills in what follows from them.</summary>
    protected abstract void Apply(ConnectionData data, object?[] values);

    private StoredObject Complete(ConnectionData data, object?[] values, JsonElement payload)
    {
        foreach (var property in payload.EnumerateObject())
        {
            var index = resource.IndexOf(property.Name);
            if (index >= 0 && FieldValue.TryRead(property.Value, resource.Definition.Fields[index].Type, out var value))
            {
                values[index] = value;
            }
        }

        values[resource.IndexOf("updated_at")] = data.Now;
        values[resource.IndexOf("last_synced_at")] = data.Now;
        Apply(data, values);
        return new StoredObject(values);
    }
}
