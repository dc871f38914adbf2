using System.Collections.Concurrent;
using Rutter.Emulator.Connections;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Generation;

namespace Rutter.Emulator.State;

/// <summary>A connection and the data that its access token gives access to.</summary>
internal sealed class ConnectionData(EmulatorState state, Connection connection)
{
    private readonly ConcurrentDictionary<string, ObjectStore> stores = new();
    private GenerationContext? generation;
    private int changeNumbers;

    public EmulatorState State => state;

    public Connection Connection => connection;

    public DeletionLog Deletions { get; } = new();

    public AttachmentStore Attachments { get; } = new();

    /// <summary>Locked by a job while it reads and changes objects, so that others see all of its changes or none.</summary>
    public object CommitLock { get; } = new();

    /// <summary>The current time in the precision of objects.</summary>
    public DateTimeOffset Now => state.Now;

    /// <summary>The source of the data; null before a person has signed in.</summary>
    public GenerationContext? Generation => generation;

    /// <summary>The objects of a noun. The initial ones are made at the first access, without webhooks.</summary>
    public ObjectStore Store(string noun) => stores.GetOrAdd(noun, _ =>
    {
        var description = ApiDescription.Instance.Object(noun);
        return new ObjectStore(description, () => Initial(description));
    });

    public ObjectStore Store(ObjectDescription description) => Store(description.Noun);

    /// <summary>The objects with a list key, a noun or a path. If two have the same list key, the accounting ones win.</summary>
    /// <exception cref="ArgumentException">There are no such objects.</exception>
    public ObjectStore StoreOf(string name)
    {
        var objects = ApiDescription.Instance.Objects;
        var found = objects.FirstOrDefault(described => described.ListKey == name || described.Path == name || described.Noun == name)
            ?? throw new ArgumentException(
                $"There is no resource '{name}'. Known: {string.Join(", ", objects.Select(described => described.ListKey).Distinct())}.",
                nameof(name));
        return Store(found);
    }

    /// <summary>Starts the initial data. Each connection has its own.</summary>
    public void Fill(string platform)
    {
        var seed = unchecked(state.Options.Seed + ((connection.Number - 1) * 7919));
        generation = new GenerationContext(seed, platform, connection.HasSubsidiaries, state.Options.CountOf);
        stores.Clear();
    }

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    public void Put(StoredObject item)
    {
        var isNew = Store(item.Description).Put(item);
        state.Webhooks.OfEntity(connection, item, isNew ? "CREATED" : "UPDATED");
    }

    /// <summary>Deletes an object, which makes an event.</summary>
    /// <returns>False when there is none with that id.</returns>
    public bool Remove(ObjectDescription description, string id)
    {
        if (Store(description).Remove(id) is not { } item)
        {
            return false;
        }

        Deletions.Add(NewId(), Now, item);
        state.Webhooks.OfEntity(connection, item, "DELETED");
        return true;
    }

    public string NewId() => state.NewId();

    /// <summary>The number of a round of changes, from 1 after each reset.</summary>
    public int NextChangeNumber() => Interlocked.Increment(ref changeNumbers);

    // There can be millions of bank transfers, so they are not kept twice.
    private IEnumerable<StoredObject> Initial(ObjectDescription description) => generation switch
    {
        null => [],
        _ when description.Noun == "BankTransfer" => new DataGenerator(generation).Generate(description),
        _ => generation.Initial(description.Noun),
    };
}
