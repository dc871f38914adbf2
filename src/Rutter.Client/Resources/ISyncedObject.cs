namespace Rutter.Client.Resources;

/// <summary>An object that Rutter copies from the platform. Its changes can be followed, and its list can be read in slices of time.</summary>
public interface ISyncedObject
{
    /// <summary>The id that Rutter generated.</summary>
    string Id { get; }

    /// <summary>When Rutter last read the object from the platform. The only time that every object has.</summary>
    DateTimeOffset? LastSyncedAt { get; }
}
