using Rutter.Emulator.Events;
using Rutter.Emulator.Jobs;
using Rutter.Emulator.Resources;
using Rutter.Emulator.Resources.BankTransfers;

namespace Rutter.Emulator;

/// <summary>Everything that a reset throws away: the connection, its data, the jobs and the idempotency keys.</summary>
internal sealed class World : IDisposable
{
    private readonly Dictionary<EmulatedResource, ObjectStore> stores = [];
    private readonly SeededRandom ids;
    private int lastPlatformId;
    private int disturbances;

    public World(EmulatorOptions options, Uri baseUri)
    {
        ids = new SeededRandom(options.Seed ^ 0x5EED);
        lastPlatformId = BankTransferGenerator.FirstPlatformId + options.TransferCount - 1;
        Options = options;
        BaseUri = baseUri;
        Connection = new Connection(ids.Id(), ids.Id(), options.Platform, !options.NotReady);
        Jobs = new JobRunner(options.TimeProvider, TimeSpan.FromMilliseconds(options.JobDelayMs));
        foreach (var resource in ResourceTable.Rows)
        {
            var store = new ObjectStore(resource);
            stores.Add(resource, store);
            foreach (var item in resource.Generate(this))
            {
                store.Put(item);
            }
        }
    }

    public EmulatorOptions Options { get; }

    /// <summary>The address that the server hands out, ending in <c>/versioned</c>.</summary>
    public Uri BaseUri { get; }

    public Connection Connection { get; }

    public JobRunner Jobs { get; }

    public IdempotencyKeys Keys { get; } = new();

    public DeletionLog Deletions { get; } = new();

    /// <summary>Held by a job while it reads and changes objects, so that one commit is never seen half.</summary>
    public object CommitLock { get; } = new();

    public int Seed => Options.Seed;

    public int InitialTransferCount => Options.TransferCount;

    /// <summary>The time as objects carry it.</summary>
    public DateTimeOffset Now => FieldValue.Truncate(Options.TimeProvider.GetUtcNow());

    public ObjectStore Store(EmulatedResource resource) => stores[resource];

    /// <exception cref="ArgumentException">There is no resource with that list key.</exception>
    public ObjectStore Store(string listKey) => stores.Values.FirstOrDefault(store => store.Resource.Definition.ListKey == listKey)
        ?? throw new ArgumentException($"There is no resource '{listKey}'. Known: {string.Join(", ", stores.Keys.Select(resource => resource.Definition.ListKey))}.", nameof(listKey));

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    public void Put(EmulatedResource resource, StoredObject item) => Store(resource).Put(item);

    /// <summary>Deletes an object, which makes an event.</summary>
    /// <returns>False when there is none with that id.</returns>
    public bool Remove(EmulatedResource resource, string id)
    {
        if (Store(resource).Remove(id) is not { } item)
        {
            return false;
        }

        Deletions.Add(NewId(), Now, resource, item);
        return true;
    }

    public string NewId()
    {
        lock (ids)
        {
            return ids.Id();
        }
    }

    public string NewPlatformId() => Interlocked.Increment(ref lastPlatformId).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The number of a bout of changes, from 1 after each reset.</summary>
    public int NextDisturbance() => Interlocked.Increment(ref disturbances);

    public void Dispose() => Jobs.Dispose();
}
