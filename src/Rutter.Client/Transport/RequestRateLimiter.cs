using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace Rutter.Client.Transport;

/// <summary>
/// Keeps Rutter's limit of 500 requests in 10 seconds for all clients of one organisation and origin in this process. A permit returns 10 seconds
/// after its response arrived, so that no window of 10 seconds has more than 500 requests, however the server counts. If the server refuses a
/// request anyway, because another process sends requests too, all clients here pause. Source: "Basics", heading "Rate Limiting".
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A limiter lives as long as the process.")]
internal sealed class RequestRateLimiter
{
    private const int Permits = 500;

    // A timer may fire some milliseconds early, and the server's clock differs from ours.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);
    private static readonly ConditionalWeakTable<TimeProvider, ConcurrentDictionary<(string, string), RequestRateLimiter>> Limiters = [];

    private readonly TimeProvider clock;
    private readonly ConcurrencyLimiter permits = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Permits,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // A timestamp of the clock. Requests with a permit wait until then.
    private long pausedUntil;

    private RequestRateLimiter(TimeProvider clock)
    {
        this.clock = clock;
        pausedUntil = clock.GetTimestamp();
    }

    private TimeSpan Pause => clock.GetElapsedTime(clock.GetTimestamp(), Interlocked.Read(ref pausedUntil));

    /// <summary>The limiter that all clients of an organisation share.</summary>
    public static RequestRateLimiter Of(RutterClientOptions options) => Limiters.GetValue(options.Clock, static _ => new())
        .GetOrAdd(
            (options.BaseAddress.GetLeftPart(UriPartial.Authority), options.ClientId),
            static (_, clock) => new RequestRateLimiter(clock),
            options.Clock);

    /// <summary>Takes a permit, first come, first served. Its disposal starts the time after which it can be taken again.</summary>
    public async ValueTask<Permit> AcquireAsync(Action onWait, CancellationToken cancellationToken)
    {
        var pending = permits.AcquireAsync(1, cancellationToken);
        if (!pending.IsCompleted || Pause > TimeSpan.Zero)
        {
            onWait();
        }

        var lease = await pending.ConfigureAwait(false);
        try
        {
            while (Pause is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            lease.Dispose();
            throw;
        }

        return new Permit(lease, clock);
    }

    /// <summary>Delays every request that is not yet sent. A longer pause stays as it is.</summary>
    /// <param name="asked">The server's <c>Retry-After</c>, or null; obeyed up to the longest wait of a retry.</param>
    public void PauseFor(TimeSpan? asked)
    {
        var pause = asked ?? DefaultPause;
        pause = pause <= RetryPipeline.LongestServerWait ? pause : RetryPipeline.LongestServerWait;
        var until = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        long current;
        do
        {
            current = Interlocked.Read(ref pausedUntil);
        }
        while (current < until && Interlocked.CompareExchange(ref pausedUntil, until, current) != current);
    }

    internal readonly struct Permit(RateLimitLease lease, TimeProvider clock) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            _ = ReturnLaterAsync(lease, clock);
            return ValueTask.CompletedTask;
        }

        private static async Task ReturnLaterAsync(RateLimitLease lease, TimeProvider clock)
        {
            await Task.Delay(Window, clock).ConfigureAwait(false);
            lease.Dispose();
        }
    }
}

/// <summary>Delays a request until the rate limit allows it.</summary>
internal sealed class RateLimitHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        if (context.Request.Link is not null)
        {
            // A request to another server does not count.
            context.Log.Sending();
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var limiter = RequestRateLimiter.Of(context.Options);
        await using var permit = await limiter.AcquireAsync(context.Log.Waiting, cancellationToken).ConfigureAwait(false);
        context.Log.Sending();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            limiter.PauseFor(RetryAfterHeader.Of(response));
        }

        return response;
    }
}
