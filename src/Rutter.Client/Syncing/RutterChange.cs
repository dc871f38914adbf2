using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Syncing;

/// <summary>One change of one object.</summary>
/// <param name="Change">The kind of change.</param>
/// <param name="Id">The object's Rutter id.</param>
/// <param name="LastSyncedAt">When Rutter last read this version, or noticed the deletion.</param>
public sealed record RutterChange(ChangeType Change, string Id, DateTimeOffset? LastSyncedAt)
{
    /// <summary>The object as it is now; null for a deletion.</summary>
#pragma warning disable CA1720 // It is the API's object, and scripts read $change.Object.
    public RutterObject? Object { get; init; }
#pragma warning restore CA1720

    /// <summary>The id of the object's connection.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The platform of the connection, for example <c>NETSUITE</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>For example <c>Updated 5a5b4a0c-…</c>.</summary>
    /// <returns>The kind of change and the id.</returns>
    public override string ToString() => DisplayText.Clean($"{Change} {Id}");
}

/// <summary>How an object changed since the previous state.</summary>
public enum ChangeType
{
    /// <summary>The state does not know the object.</summary>
    Created,

    /// <summary>The state knows another version of the object.</summary>
    Updated,

    /// <summary>The object was deleted on the platform.</summary>
    Deleted,
}
