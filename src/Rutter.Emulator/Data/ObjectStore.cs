using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Data;

/// <summary>The objects of one kind. The initial ones are made at the first access.</summary>
/// <param name="description">The kind.</param>
/// <param name="initial">Makes the initial objects.</param>
internal sealed class ObjectStore(ObjectDescription description, Func<IEnumerable<StoredObject>> initial)
{
    private const int MaximumViews = 8;

    private readonly Dictionary<string, StoredObject> byId = [];
    private readonly Dictionary<string, string> idsByPlatformId = [];
    private readonly Dictionary<string, StoredObject[]> views = [];
    private readonly object gate = new();
    private bool isFilled;
    private long lastPlatformId = 1000;

    public ObjectDescription Description => description;

    public int Count => Locked(() => byId.Count);

    public bool TryFind(string id, [NotNullWhen(true)] out StoredObject? item)
    {
        item = Locked(() => byId.GetValueOrDefault(id));
        return item is not null;
    }

    public bool TryFindByPlatformId(string platformId, [NotNullWhen(true)] out StoredObject? item)
    {
        item = Locked(() => idsByPlatformId.TryGetValue(platformId, out var id) ? byId.GetValueOrDefault(id) : null);
        return item is not null;
    }

    public IReadOnlyList<StoredObject> All() => Locked<IReadOnlyList<StoredObject>>(() => [.. byId.Values]);

    /// <summary>All objects in an order. The result is cached until the next change, because lists are read page by page.</summary>
    /// <param name="order">The order.</param>
    /// <param name="name">Its name, the same for the same order.</param>
    public StoredObject[] InOrder(IComparer<StoredObject> order, string name) => Locked(() =>
    {
        if (!views.TryGetValue(name, out var view))
        {
            view = [.. byId.Values];
            Array.Sort(view, order);
            if (views.Count >= MaximumViews)
            {
                views.Clear();
            }

            views.Add(name, view);
        }

        return view;
    });

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Put(StoredObject item) => Locked(() => PutUnlocked(item));

    /// <summary>Removes an object.</summary>
    /// <returns>The object, or null when there is none with that id.</returns>
    public StoredObject? Remove(string id) => Locked(() => RemoveUnlocked(id));

    /// <summary>The next of the numbers that the platform gives its objects.</summary>
    public string NewPlatformId() => Locked(() => (++lastPlatformId).ToString(CultureInfo.InvariantCulture));

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            if (!isFilled)
            {
                isFilled = true;
                foreach (var item in initial())
                {
                    PutUnlocked(item);
                }
            }

            return read();
        }
    }

    private bool PutUnlocked(StoredObject item)
    {
        var isNew = RemoveUnlocked(item.Id) is null;
        byId[item.Id] = item;
        if (item.PlatformId is { } platformId)
        {
            idsByPlatformId[platformId] = item.Id;
            lastPlatformId = long.TryParse(platformId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Math.Max(lastPlatformId, number) : lastPlatformId;
        }

        return isNew;
    }

    private StoredObject? RemoveUnlocked(string id)
    {
        views.Clear();
        if (!byId.Remove(id, out var item))
        {
            return null;
        }

        if (item.PlatformId is { } platformId)
        {
            idsByPlatformId.Remove(platformId);
        }

        return item;
    }
}
