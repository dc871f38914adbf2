namespace Rutter.Client.Transport;

/// <summary>
/// Hears of everything that a request does on its way. Called on any thread, possibly on several at once; must return quickly and
/// not throw. Nothing that is handed over holds a secret.
/// </summary>
public interface ITransportObserver
{
    /// <summary>An attempt is about to be sent; a wait for the rate window is over.</summary>
    /// <param name="attempt">The attempt.</param>
    void OnSending(RequestAttempt attempt);

    /// <summary>An attempt has ended: with a response that was read to its end, or without one.</summary>
    /// <param name="outcome">How it ended.</param>
    void OnCompleted(AttemptOutcome outcome);

    /// <summary>An attempt failed and will be repeated.</summary>
    /// <param name="retry">What failed and how long the wait is.</param>
    void OnRetrying(RetryNotice retry);

    /// <summary>An attempt has to wait because the organisation's requests are used up for now. Its sending follows, unless it is cancelled first.</summary>
    /// <param name="attempt">The attempt that waits.</param>
    void OnRateWindowWait(RequestAttempt attempt);
}
