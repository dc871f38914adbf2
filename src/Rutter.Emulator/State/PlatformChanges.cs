using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Data.BankTransfers;

namespace Rutter.Emulator.State;

/// <summary>Changes that nobody asked the API for: somebody works on the platform itself.</summary>
internal static class PlatformChanges
{
    public static void Put(ConnectionData data, string listKey, JsonObject value)
    {
        var resource = data.Store(listKey).Resource;
        var item = ObjectReader.Read(resource, value);
        lock (data.CommitLock)
        {
            data.Put(resource, item);
        }
    }

    public static StoredObject Change(ConnectionData data, string listKey, JsonObject changes)
    {
        var store = data.Store(listKey);
        var resource = store.Resource;
        lock (data.CommitLock)
        {
            var values = store.TryFind((string?)changes["id"] ?? "", out var current) ? current.CopyValues() : NewValues(data, resource);
            values[resource.IndexOf("updated_at")] = data.Now;
            values[resource.IndexOf("last_synced_at")] = data.Now;
            ObjectReader.Apply(resource, changes, values);
            var changed = new StoredObject(values);
            data.Put(resource, changed);
            return changed;
        }
    }

    public static bool Remove(ConnectionData data, string listKey, string id)
    {
        var resource = data.Store(listKey).Resource;
        lock (data.CommitLock)
        {
            return data.Remove(resource, id);
        }
    }

    /// <summary>Makes the changes of a fault; the same ones for the same seed, data and number of changes before.</summary>
    public static void Play(ConnectionData data, EmulatorFault fault)
    {
        var random = new SeededRandom(unchecked((fault.Seed * 397) ^ data.NextChangeNumber()));
        for (var i = 0; i < fault.Changes; i++)
        {
            lock (data.CommitLock)
            {
                PlayOne(data, random);
            }
        }
    }

    private static void PlayOne(ConnectionData data, SeededRandom random)
    {
        var resource = BankTransferResource.Instance;
        var all = data.Store(resource).All().OrderBy(resource.PlatformIdOf, StringComparer.Ordinal).ToArray();
        var kind = all.Length == 0 ? 0 : random.Below(3);
        if (kind == 2)
        {
            data.Remove(resource, resource.IdOf(random.Pick(all)));
            return;
        }

        var changes = new JsonObject { ["memo"] = string.Create(CultureInfo.InvariantCulture, $"Changed on the platform {random.Below(1_000_000)}") };
        if (kind == 1)
        {
            changes["id"] = resource.IdOf(random.Pick(all));
        }
        else
        {
            changes["total_amount"] = JsonValue.Create(random.Amount(2_500_000));
            changes["currency_code"] = "USD";
        }

        Change(data, resource.Definition.ListKey, changes);
    }

    private static object?[] NewValues(ConnectionData data, EmulatedResource resource)
    {
        var values = new object?[resource.Definition.Fields.Count];
        values[resource.IdIndex] = data.NewId();
        values[resource.PlatformIdIndex] = data.NewPlatformId();
        values[resource.IndexOf("created_at")] = data.Now;
        return values;
    }
}
