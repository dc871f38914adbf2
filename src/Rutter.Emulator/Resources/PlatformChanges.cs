using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Resources.BankTransfers;

namespace Rutter.Emulator.Resources;

/// <summary>Changes that nobody asked the API for: somebody works on the platform itself.</summary>
internal static class PlatformChanges
{
    public static void Put(Ledger ledger, string listKey, JsonObject value)
    {
        var resource = ledger.Store(listKey).Resource;
        var item = ObjectReader.Read(resource, value);
        lock (ledger.CommitLock)
        {
            ledger.Put(resource, item);
        }
    }

    public static StoredObject Change(Ledger ledger, string listKey, JsonObject changes)
    {
        var store = ledger.Store(listKey);
        var resource = store.Resource;
        lock (ledger.CommitLock)
        {
            var values = store.TryFind((string?)changes["id"] ?? "", out var current) ? current.CopyValues() : NewValues(ledger, resource);
            values[resource.IndexOf("updated_at")] = ledger.Now;
            values[resource.IndexOf("last_synced_at")] = ledger.Now;
            ObjectReader.Apply(resource, changes, values);
            var changed = new StoredObject(values);
            ledger.Put(resource, changed);
            return changed;
        }
    }

    public static bool Remove(Ledger ledger, string listKey, string id)
    {
        var resource = ledger.Store(listKey).Resource;
        lock (ledger.CommitLock)
        {
            return ledger.Remove(resource, id);
        }
    }

    /// <summary>Makes the changes of a fault; the same ones for the same seed, data and number of changes before.</summary>
    public static void Play(Ledger ledger, EmulatorFault fault)
    {
        var random = new SeededRandom(unchecked((fault.Seed * 397) ^ ledger.NextDisturbance()));
        for (var i = 0; i < fault.Changes; i++)
        {
            lock (ledger.CommitLock)
            {
                PlayOne(ledger, random);
            }
        }
    }

    private static void PlayOne(Ledger ledger, SeededRandom random)
    {
        var resource = BankTransferResource.Instance;
        var all = ledger.Store(resource).All().OrderBy(resource.PlatformIdOf, StringComparer.Ordinal).ToArray();
        var kind = all.Length == 0 ? 0 : random.Below(3);
        if (kind == 2)
        {
            ledger.Remove(resource, resource.IdOf(random.Pick(all)));
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

        Change(ledger, resource.Definition.ListKey, changes);
    }

    private static object?[] NewValues(Ledger ledger, EmulatedResource resource)
    {
        var values = new object?[resource.Definition.Fields.Count];
        values[resource.IdIndex] = ledger.NewId();
        values[resource.PlatformIdIndex] = ledger.NewPlatformId();
        values[resource.IndexOf("created_at")] = ledger.Now;
        return values;
    }
}
