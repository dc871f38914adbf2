using System.Globalization;
using Rutter.Emulator.Connections;
using Rutter.Emulator.Data;
using Rutter.Emulator.Data.BankTransfers;

namespace Rutter.Emulator.State;

/// <summary>A connection and the data that its access token gives access to.</summary>
internal sealed class ConnectionData
{
    private readonly Dictionary<EmulatedResource, ObjectStore> stores = [];
    private int lastPlatformId;
    private int changeNumbers;

    public ConnectionData(EmulatorState state, Connection connection)
    {
        State = state;
        Connection = connection;
        lastPlatformId = BankTransferGenerator.FirstPlatformId + InitialTransferCount - 1;
        foreach (var resource in ResourceTable.Rows)
        {
            stores.Add(resource, new ObjectStore(resource));
        }
    }

    public EmulatorState State { get; }

    public Connection Connection { get; }

    public DeletionLog Deletions { get; } = new();

    /// <summary>Held by a job while it reads and changes objects, so that one commit is never seen half.</summary>
    public object CommitLock { get; } = new();

    /// <summary>What its data is made from: each connection has data of its own.</summary>
    public int Seed => unchecked(State.Options.Seed + ((Connection.Number - 1) * 7919));

    public int InitialTransferCount => State.Options.TransferCount;

    /// <summary>The time as objects carry it.</summary>
    public DateTimeOffset Now => State.Now;

    public ObjectStore Store(EmulatedResource resource) => stores[resource];

    /// <exception cref="ArgumentException">There is no resource with that list key.</exception>
    public ObjectStore Store(string listKey) => stores.Values.FirstOrDefault(store => store.Resource.Definition.ListKey == listKey)
        ?? throw new ArgumentException($"There is no resource '{listKey}'. Known: {string.Join(", ", stores.Keys.Select(resource => resource.Definition.ListKey))}.", nameof(listKey));

    /// <summary>Makes the data of the first day, of which nobody is told.</summary>
    public void Fill()
    {
        foreach (var (resource, store) in stores)
        {
            foreach (var item in resource.Generate(this))
            {
                store.Put(item);
            }
        }
    }

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    public void Put(EmulatedResource resource, StoredObject item)
    {
        var isNew = Store(resource).Put(item);
        State.Webhooks.OfEntity(this, resource, item, isNew ? "CREATED" : "UPDATED");
    }

    /// <summary>Deletes an object, which makes an event.</summary>
    /// <returns>False when there is none with that id.</returns>
    public bool Remove(EmulatedResource resource, string id)
    {
        if (Store(resource).Remove(id) is not { } item)
        {
            return false;
        }

        Deletions.Add(NewId(), Now, resource, item);
        State.Webhooks.OfEntity(this, resource, item, "DELETED");
        return true;
    }

    public string NewId() => State.NewId();

    public string NewPlatformId() => Interlocked.Increment(ref lastPlatformId).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a bout of changes, from 1 after each reset.</summary>
    public int NextChangeNumber() => Interlocked.Increment(ref changeNumbers);
}
