namespace Rutter.Client.Syncing;

/// <summary>What became of an object since the state before.</summary>
public enum ChangeType
{
    /// <summary>The state has not seen the object before.</summary>
    Created,

    /// <summary>The state knows the object in another version.</summary>
    Updated,

    /// <summary>The platform has deleted the object.</summary>
    Deleted,
}
