namespace Rutter.Client.Resources;

/// <summary>A response to a write that holds no object but says whether the change was made.</summary>
internal interface IWriteOutcome
{
    /// <summary>True, false, or null if the response does not say.</summary>
    bool? Success { get; }
}
