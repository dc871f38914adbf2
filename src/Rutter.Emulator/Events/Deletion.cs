using Rutter.Emulator.Resources;

namespace Rutter.Emulator.Events;

/// <summary>An object that is gone.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Number">Its number in the order of the deletions, which breaks ties of the time.</param>
/// <param name="At">When it happened, in whole milliseconds.</param>
/// <param name="Resource">What kind of object it was.</param>
/// <param name="Item">Its last state.</param>
internal sealed record Deletion(string Id, int Number, DateTimeOffset At, EmulatedResource Resource, StoredObject Item);
