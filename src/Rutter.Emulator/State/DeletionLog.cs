using Rutter.Emulator.Data;

namespace Rutter.Emulator.State;

/// <summary>A deleted object.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Number">Its number in the order of the deletions, which breaks ties of the time.</param>
/// <param name="At">When it happened, in whole milliseconds.</param>
/// <param name="Item">Its last state.</param>
internal sealed record Deletion(string Id, int Number, DateTimeOffset At, StoredObject Item);

/// <summary>The deletions of a connection, kept until a reset.</summary>
internal sealed class DeletionLog
{
    private readonly List<Deletion> deletions = [];

    public void Add(string id, DateTimeOffset at, StoredObject item)
    {
        lock (deletions)
        {
            deletions.Add(new Deletion(id, deletions.Count + 1, at, item));
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
