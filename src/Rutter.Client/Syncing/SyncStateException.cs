namespace Rutter.Client.Syncing;

/// <summary>A state that cannot be gone on from. Nothing was read, and the file is as it was.</summary>
/// <param name="message">What is wrong with it, in a sentence about "it": the file's path is the caller's to add.</param>
/// <param name="innerException">What showed it, where something did.</param>
public sealed class SyncStateException(string message, Exception? innerException = null) : Exception(message, innerException);
