using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Rutter.Client.Transport;

/// <summary>
/// Rutter's limit of 500 requests in 10 seconds, kept for all clients of one organisation and origin in this process.
/// A permit comes back 10 seconds after its response arrived, so that however the server counts, no window of 10 seconds sees more
/// than 500 arrivals. Where the server refuses one all the same, because another process has a share in the window, everybody here pauses.
/// Source: seed "Basics", heading "Rate Limiting".
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A window lives as long as the process.")]
internal sealed class RateWindow
{
    private const int Permits = 500;

    // A timer may ring some milliseconds early, and the server's clock differs from ours.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<(string Origin, string ClientId), RateWindow> Windows = new();

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Permits,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // A timestamp of Stopwatch; requests that have their permit wait until then.
    private long pausedUntil;

    private RateWindow()
    {
    }

    private TimeSpan Pause => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Interlocked.Read(ref pausedUntil));

    /// <summary>The window that a client shares with all others of its organisation.</summary>
    public static RateWindow Of(RutterClientOptions options) =>
        Windows.GetOrAdd((options.BaseAddress.GetLeftPart(UriPartial.Authority), options.ClientId), static _ => new RateWindow());

    /// <summary>Takes a permit, in the order of asking. Disposing of it starts the time after which it can be taken again.</summary>
    public async ValueTask<Permit> AcquireAsync(Action onWait, CancellationToken cancellationToken)
    {
        var pending = limiter.AcquireAsync(1, cancellationToken);
        if (!pending.IsCompleted || Pause > TimeSpan.Zero)
        {
            onWait();
        }

        var lease = await pending.ConfigureAwait(false);
        try
        {
            while (Pause is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            lease.Dispose();
            throw;
        }

        return new Permit(lease);
    }

    /// <summary>Holds back every request that is not under way yet; a pause that lasts longer already stays.</summary>
    /// <param name="asked">What the server asked for, or null; obeyed up to the longest wait of a repeat.</param>
    public void PauseFor(TimeSpan? asked)
    {
        var pause = asked ?? DefaultPause;
        pause = pause <= RetryPipeline.LongestServerWait ? pause : RetryPipeline.LongestServerWait;
        var until = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);
        long current;
        do
        {
            current = Interlocked.Read(ref pausedUntil);
        }
        while (current < until && Interlocked.CompareExchange(ref pausedUntil, until, current) != current);
    }

    internal readonly struct Permit(RateLimitLease lease) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            _ = ReturnLaterAsync(lease);
            return ValueTask.CompletedTask;
        }

        private static async Task ReturnLaterAsync(RateLimitLease lease)
        {
            await Task.Delay(Length).ConfigureAwait(false);
            lease.Dispose();
        }
    }
}
