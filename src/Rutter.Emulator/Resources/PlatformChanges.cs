using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Resources.BankTransfers;

namespace Rutter.Emulator.Resources;

/// <summary>Changes that nobody asked the API for: somebody works on the platform itself.</summary>
internal static class PlatformChanges
{
    public static void Put(World world, string listKey, JsonObject value)
    {
        var resource = world.Store(listKey).Resource;
        var item = ObjectReader.Read(resource, value);
        lock (world.CommitLock)
        {
            world.Put(resource, item);
        }
    }

    public static StoredObject Change(World world, string listKey, JsonObject changes)
    {
        var store = world.Store(listKey);
        var resource = store.Resource;
        lock (world.CommitLock)
        {
            var values = store.TryFind((string?)changes["id"] ?? "", out var current) ? current.CopyValues() : NewValues(world, resource);
            values[resource.IndexOf("updated_at")] = world.Now;
            values[resource.IndexOf("last_synced_at")] = world.Now;
            ObjectReader.Apply(resource, changes, values);
            var changed = new StoredObject(values);
            world.Put(resource, changed);
            return changed;
        }
    }

    public static bool Remove(World world, string listKey, string id)
    {
        var resource = world.Store(listKey).Resource;
        lock (world.CommitLock)
        {
            return world.Remove(resource, id);
        }
    }

    /// <summary>Makes the changes of a fault; the same ones for the same seed, data and number of changes before.</summary>
    public static void Play(World world, EmulatorFault fault)
    {
        var random = new SeededRandom(unchecked((fault.Seed * 397) ^ world.NextDisturbance()));
        for (var i = 0; i < fault.Changes; i++)
        {
            lock (world.CommitLock)
            {
                PlayOne(world, random);
            }
        }
    }

    private static void PlayOne(World world, SeededRandom random)
    {
        var resource = BankTransferResource.Instance;
        var all = world.Store(resource).All().OrderBy(resource.PlatformIdOf, StringComparer.Ordinal).ToArray();
        var kind = all.Length == 0 ? 0 : random.Below(3);
        if (kind == 2)
        {
            world.Remove(resource, resource.IdOf(random.Pick(all)));
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

        Change(world, resource.Definition.ListKey, changes);
    }

    private static object?[] NewValues(World world, EmulatedResource resource)
    {
        var values = new object?[resource.Definition.Fields.Count];
        values[resource.IdIndex] = world.NewId();
        values[resource.PlatformIdIndex] = world.NewPlatformId();
        values[resource.IndexOf("created_at")] = world.Now;
        return values;
    }
}
