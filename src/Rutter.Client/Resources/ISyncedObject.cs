namespace Rutter.Client.Resources;

/// <summary>An object that Rutter copies from the platform: it can be followed over time, and its list be cut into slices of time.</summary>
public interface ISyncedObject
{
    /// <summary>The id that Rutter generated.</summary>
    string Id { get; }

    /// <summary>When Rutter last read the object from the platform; the one time that every object has.</summary>
    DateTimeOffset? LastSyncedAt { get; }
}
