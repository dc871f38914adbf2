using System.Diagnostics.CodeAnalysis;
using Rutter.Emulator.Listing;

namespace Rutter.Emulator.Data;

/// <summary>The objects of one resource.</summary>
internal sealed class ObjectStore(EmulatedResource resource)
{
    private const int MaximumViews = 8;

    private readonly Dictionary<string, StoredObject> byId = [];
    private readonly Dictionary<string, string> idsByPlatformId = [];
    private readonly Dictionary<string, StoredObject[]> views = [];

    public EmulatedResource Resource => resource;

    public int Count
    {
        get
        {
            lock (byId)
            {
                return byId.Count;
            }
        }
    }

    public bool TryFind(string id, [NotNullWhen(true)] out StoredObject? item)
    {
        lock (byId)
        {
            return byId.TryGetValue(id, out item);
        }
    }

    public bool TryFindByPlatformId(string platformId, [NotNullWhen(true)] out StoredObject? item)
    {
        lock (byId)
        {
            item = null;
            return idsByPlatformId.TryGetValue(platformId, out var id) && byId.TryGetValue(id, out item);
        }
    }

    public IReadOnlyList<StoredObject> All()
    {
        lock (byId)
        {
            return [.. byId.Values];
        }
    }

    /// <summary>All objects in an order; kept until the next change, because a list is read page by page.</summary>
    public StoredObject[] InOrder(SortOrder order)
    {
        lock (byId)
        {
            if (!views.TryGetValue(order.ToString(), out var view))
            {
                view = [.. byId.Values];
                Array.Sort(view, order);
                if (views.Count >= MaximumViews)
                {
                    views.Clear();
                }

                views.Add(order.ToString(), view);
            }

            return view;
        }
    }

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Put(StoredObject item)
    {
        lock (byId)
        {
            var isNew = Remove(resource.IdOf(item)) is null;
            views.Clear();
            byId[resource.IdOf(item)] = item;
            idsByPlatformId[resource.PlatformIdOf(item)] = resource.IdOf(item);
            return isNew;
        }
    }

    /// <summary>Removes an object.</summary>
    /// <returns>The object, or null when there is none with that id.</returns>
    public StoredObject? Remove(string id)
    {
        lock (byId)
        {
            if (!byId.Remove(id, out var item))
            {
                return null;
            }

            views.Clear();
            idsByPlatformId.Remove(resource.PlatformIdOf(item));
            return item;
        }
    }
}
