namespace Rutter.Client.Resources;

/// <summary>An object that Rutter copies from the platform, and can therefore be followed over time.</summary>
public interface ISyncedObject
{
    /// <summary>The id that Rutter generated.</summary>
    string Id { get; }

    /// <summary>When Rutter last read the object from the platform.</summary>
    DateTimeOffset? LastSyncedAt { get; }
}
