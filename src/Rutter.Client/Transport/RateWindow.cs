using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Rutter.Client.Transport;

/// <summary>
/// Rutter's limit of 500 requests in 10 seconds, kept for all clients of one organisation and origin in this process.
/// A permit comes back 10 seconds after its reply arrived, so that however the server counts, no window of 10 seconds sees more
/// than 500 arrivals. Source: seed "Basics", heading "Rate Limiting".
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A window lives as long as the process.")]
internal sealed class RateWindow
{
    private const int Permits = 500;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<(string Origin, string ClientId), RateWindow> Windows = new();

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Permits,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private RateWindow()
    {
    }

    /// <summary>The window that a client shares with all others of its organisation.</summary>
    public static RateWindow Of(RutterClientOptions options) =>
        Windows.GetOrAdd((options.BaseAddress.GetLeftPart(UriPartial.Authority), options.ClientId), static _ => new RateWindow());

    /// <summary>Takes a permit, in the order of asking. Disposing of it starts the time after which it can be taken again.</summary>
    public async ValueTask<Permit> AcquireAsync(Action onWait, CancellationToken cancellationToken)
    {
        var pending = limiter.AcquireAsync(1, cancellationToken);
        if (!pending.IsCompleted)
        {
            onWait();
        }

        return new Permit(await pending.ConfigureAwait(false));
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
