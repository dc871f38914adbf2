using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.State;

/// <summary>Changes that are not made by the API, but on the platform itself.</summary>
internal static class PlatformChanges
{
    public static void Put(ConnectionData data, string name, JsonObject value)
    {
        var item = ObjectReader.Read(data.StoreOf(name).Description, value);
        lock (data.CommitLock)
        {
            data.Put(item);
        }
    }

    public static StoredObject Change(ConnectionData data, string name, JsonObject changes)
    {
        var store = data.StoreOf(name);
        lock (data.CommitLock)
        {
            var json = store.TryFind((string?)changes["id"] ?? "", out var current) ? current.ToJson() : NewObject(data, store);
            SetTime(store.Description, json, "updated_at", data.Now);
            SetTime(store.Description, json, "last_synced_at", data.Now);
            foreach (var (field, value) in changes)
            {
                json[field] = value?.DeepClone();
            }

            var changed = ObjectReader.Read(store.Description, json);
            data.Put(changed);
            return changed;
        }
    }

    public static bool Remove(ConnectionData data, string name, string id)
    {
        var description = data.StoreOf(name).Description;
        lock (data.CommitLock)
        {
            return data.Remove(description, id);
        }
    }

    /// <summary>Makes the changes of a fault. The same seed, data and number of earlier changes give the same changes.</summary>
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

    /// <summary>Sets the ids and times of a new object.</summary>
    public static JsonObject NewObject(ConnectionData data, ObjectStore store)
    {
        var json = new JsonObject { ["id"] = data.NewId() };
        if (store.Description.PlatformIdIndex >= 0)
        {
            json["platform_id"] = store.NewPlatformId();
        }

        SetTime(store.Description, json, "created_at", data.Now);
        return json;
    }

    /// <summary>Sets a time, if the object has it.</summary>
    public static void SetTime(ObjectDescription description, JsonObject json, string field, DateTimeOffset time)
    {
        if (description.IndexOf(field) >= 0)
        {
            json[field] = Timestamps.Format(time);
        }
    }

    private static void PlayOne(ConnectionData data, SeededRandom random)
    {
        var store = data.Store("BankTransfer");
        var all = store.All().OrderBy(item => item.PlatformId, StringComparer.Ordinal).ToArray();
        var kind = all.Length == 0 ? 0 : random.Below(3);
        if (kind == 2)
        {
            data.Remove(store.Description, random.Pick(all).Id);
            return;
        }

        var changes = new JsonObject { ["memo"] = string.Create(CultureInfo.InvariantCulture, $"Changed on the platform {random.Below(1_000_000)}") };
        if (kind == 1)
        {
            changes["id"] = random.Pick(all).Id;
        }
        else
        {
            changes["total_amount"] = JsonValue.Create(random.Amount(2_500_000));
            changes["currency_code"] = "USD";
        }

        Change(data, store.Description.Noun, changes);
    }
}
