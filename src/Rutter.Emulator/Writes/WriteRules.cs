using System.Text.Json;
using Rutter.Emulator.Http;
using Rutter.Emulator.Resources;

namespace Rutter.Emulator.Writes;

/// <summary>What may be written to a resource, and what the platform makes of it.</summary>
internal abstract class WriteRules(EmulatedResource resource)
{
    public abstract IReadOnlyList<BodyField> CreateFields { get; }

    public abstract IReadOnlyList<BodyField> UpdateFields { get; }

    /// <exception cref="ApiError">The platform refuses.</exception>
    public StoredObject Create(World world, JsonElement payload)
    {
        var values = new object?[resource.Definition.Fields.Count];
        values[resource.IdIndex] = world.NewId();
        values[resource.PlatformIdIndex] = world.NewPlatformId();
        values[resource.IndexOf("created_at")] = world.Now;
        return Complete(world, values, payload);
    }

    /// <exception cref="ApiError">The platform refuses.</exception>
    public StoredObject Update(World world, StoredObject current, JsonElement payload) => Complete(world, current.CopyValues(), payload);

    /// <summary>Checks the values as the platform does, and fills in what follows from them.</summary>
    protected abstract void Apply(World world, object?[] values);

    private StoredObject Complete(World world, object?[] values, JsonElement payload)
    {
        foreach (var property in payload.EnumerateObject())
        {
            var index = resource.IndexOf(property.Name);
            if (index >= 0 && FieldValue.TryRead(property.Value, resource.Definition.Fields[index].Type, out var value))
            {
                values[index] = value;
            }
        }

        values[resource.IndexOf("updated_at")] = world.Now;
        values[resource.IndexOf("last_synced_at")] = world.Now;
        Apply(world, values);
        return new StoredObject(values);
    }
}
