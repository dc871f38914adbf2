using Rutter.Emulator.Resources;

namespace Rutter.Emulator.Events;

/// <summary>The deletions of a connection, kept until a reset.</summary>
internal sealed class DeletionLog
{
    private readonly List<Deletion> deletions = [];

    public Deletion Add(string id, DateTimeOffset at, EmulatedResource resource, StoredObject item)
    {
        lock (deletions)
        {
            var deletion = new Deletion(id, deletions.Count + 1, at, resource, item);
            deletions.Add(deletion);
            return deletion;
        }
    }

    /// <summary>All deletions by time, those of one instant in the order they happened.</summary>
    public IReadOnlyList<Deletion> InOrder()
    {
        lock (deletions)
        {
            return [.. deletions.OrderBy(deletion => deletion.At).ThenBy(deletion => deletion.Number)];
        }
    }
}
