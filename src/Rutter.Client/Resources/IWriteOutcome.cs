namespace Rutter.Client.Resources;

/// <summary>A response to a write that is no object of its own, but says whether the change was made.</summary>
internal interface IWriteOutcome
{
    /// <summary>True, false, or null where the response does not say.</summary>
    bool? Success { get; }
}
