namespace Rutter.Client.Transport;

/// <summary>A repeat that is about to happen.</summary>
/// <param name="Attempt">The attempt that failed.</param>
/// <param name="MaximumRetryCount">How many repeats there can be.</param>
/// <param name="Delay">How long until the next attempt.</param>
/// <param name="Reason">What failed, in words.</param>
public sealed record RetryNotice(RequestAttempt Attempt, int MaximumRetryCount, TimeSpan Delay, string Reason);
