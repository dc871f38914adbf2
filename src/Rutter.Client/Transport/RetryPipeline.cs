using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Retries attempts with full jitter or after the server's <c>Retry-After</c>, and reports each retry to the observer.</summary>
internal static class RetryPipeline
{
    private const double FirstCeilingSeconds = 0.5;
    private const double HighestCeilingSeconds = 20;

    // Rutter's window is 10 seconds long. Another process may use up several windows in a row.
    private static readonly TimeSpan LongestRateLimitWait = TimeSpan.FromMinutes(2);
    private const double HighestRateLimitCeilingSeconds = 10;

    /// <summary>The longest <c>Retry-After</c> that is obeyed.</summary>
    public static readonly TimeSpan LongestServerWait = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePropertyKey<RetryRun> RunKey = new("run");
    private static readonly ConditionalWeakTable<TimeProvider, ResiliencePipeline> Pipelines = [];

    /// <summary>Runs attempts, numbered from 1, until one succeeds or its failure is final.</summary>
    public static async ValueTask<T> RunAsync<T>(
        RutterClientOptions options,
        Func<int, RequestAttempt> describe,
        RutterRequest request,
        Func<int, CancellationToken, ValueTask<T>> attempt,
        WriteEvidence? evidence,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RunKey, new RetryRun(options, describe, request));
        var number = 0;
        try
        {
            return await Pipelines.GetValue(options.Clock, Build).ExecuteAsync(
                async running =>
                {
                    number++;
                    try
                    {
                        return await attempt(number, running.CancellationToken).ConfigureAwait(false);
                    }
                    catch (RutterApiException exception)
                    {
                        evidence?.NoteFailure(exception);
                        exception.Verdict = evidence?.Verdict;
                        exception.Attempts = number;
                        throw;
                    }
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResiliencePipeline Build(TimeProvider clock) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            // Each client has its own limit, which Run checks.
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is RutterApiException failure && RunOf(arguments.Context).ShouldRetry(failure)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(RunOf(arguments.Context).Delay),
            OnRetry = arguments =>
            {
                RunOf(arguments.Context).Announce(arguments.AttemptNumber + 1, arguments.Outcome.Exception!.Message);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private static RetryRun RunOf(ResilienceContext context) => context.Properties.GetValue(RunKey, null!);

    /// <summary>The state of one request's attempts. Waits for the rate limit do not count as retries.</summary>
    private sealed class RetryRun(RutterClientOptions options, Func<int, RequestAttempt> describe, RutterRequest request)
    {
        private int retries;
        private int rateLimitWaits;
        private long? limitedSince;
        private TimeSpan wait;
        private bool isRateLimited;

        /// <summary>The delay before the next attempt. The limiter delays for the rate limit, because that wait concerns all requests.</summary>
        public TimeSpan Delay => isRateLimited ? TimeSpan.Zero : wait;

        public bool ShouldRetry(RutterApiException failure)
        {
            if (options.MaximumRetryCount <= 0 || !RetryRules.ShouldRetry(request, failure))
            {
                return false;
            }

            isRateLimited = failure.StatusCode == 429;
            return isRateLimited ? WaitForRateLimit(failure) : Retry(failure);
        }

        public void Announce(int attempt, string reason) =>
            options.Observer?.OnRetrying(
                new RetryNotice(describe(attempt), options.MaximumRetryCount, wait, reason) { IsRateLimited = isRateLimited });

        private static TimeSpan? Asked(RutterApiException failure) => failure.RetryAfter > LongestServerWait ? LongestServerWait : failure.RetryAfter;

        private bool Retry(RutterApiException failure)
        {
            if (retries >= options.MaximumRetryCount)
            {
                return false;
            }

            var ceiling = Math.Min(HighestCeilingSeconds, FirstCeilingSeconds * Math.Pow(2, retries++));
            wait = Asked(failure) ?? TimeSpan.FromSeconds(Random.Shared.NextDouble() * ceiling);
            return true;
        }

        private bool WaitForRateLimit(RutterApiException failure)
        {
            limitedSince ??= options.Clock.GetTimestamp();

            // Half of the wait is fixed, so that a server that asks for no wait is not called in a tight loop.
            var ceiling = Math.Min(HighestRateLimitCeilingSeconds, FirstCeilingSeconds * Math.Pow(2, rateLimitWaits));
            var backOff = TimeSpan.FromSeconds((1 + Random.Shared.NextDouble()) * ceiling / 2);
            var asked = Asked(failure);
            wait = asked is null || (rateLimitWaits > 0 && asked < backOff) ? backOff : asked.Value;
            rateLimitWaits++;
            if (options.Clock.GetElapsedTime(limitedSince.Value) + wait > LongestRateLimitWait)
            {
                return false;
            }

            RequestRateLimiter.Of(options).PauseFor(wait);
            return true;
        }
    }
}
