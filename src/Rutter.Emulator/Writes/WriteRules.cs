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
    public StoredObject Create(Ledger ledger, JsonElement payload)
    {
        var values = new object?[resource.Definition.Fields.Count];
        values[resource.IdIndex] = ledger.NewId();
        values[resource.PlatformIdIndex] = ledger.NewPlatformId();
        values[resource.IndexOf("created_at")] = ledger.Now;
        return Complete(ledger, values, payload);
    }

    /// <exception cref="ApiError">The platform refuses.</exception>
    public StoredObject Update(Ledger ledger, StoredObject current, JsonElement payload) => Complete(ledger, current.CopyValues(), payload);

    /// <summary>Checks the values as the platform does, and fills in what follows from them.</summary>
    protected abstract void Apply(Ledger ledger, object?[] values);

    private StoredObject Complete(Ledger ledger, object?[] values, JsonElement payload)
    {
        foreach (var property in payload.EnumerateObject())
        {
            var index = resource.IndexOf(property.Name);
            if (index >= 0 && FieldValue.TryRead(property.Value, resource.Definition.Fields[index].Type, out var value))
            {
                values[index] = value;
            }
        }

        values[resource.IndexOf("updated_at")] = ledger.Now;
        values[resource.IndexOf("last_synced_at")] = ledger.Now;
        Apply(ledger, values);
        return new StoredObject(values);
    }
}
