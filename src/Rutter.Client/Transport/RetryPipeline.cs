using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Retries attempts with full jitter, or when the server says, and tells the observer of each.</summary>
internal static class RetryPipeline
{
    private const double FirstCeilingSeconds = 0.5;
    private const double HighestCeilingSeconds = 20;

    /// <summary>How long a server's <c>Retry-After</c> is obeyed at most.</summary>
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
            // Each client has its own number; ShouldHandle looks at it.
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = arguments => ValueTask.FromResult(ShouldRetry(arguments)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(DelayAfter(arguments)),
            OnRetry = arguments =>
            {
                Announce(arguments);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private static bool ShouldRetry(RetryPredicateArguments<object> arguments) =>
        arguments.Outcome.Exception is RutterApiException failure
        && RunOf(arguments.Context) is var run
        && arguments.AttemptNumber < run.Options.MaximumRetryCount
        && RetryRules.ShouldRetry(run.Request, failure);

    private static TimeSpan DelayAfter(RetryDelayGeneratorArguments<object> arguments)
    {
        if (arguments.Outcome.Exception is RutterApiException { RetryAfter: { } asked })
        {
            return asked <= LongestServerWait ? asked : LongestServerWait;
        }

        var ceiling = Math.Min(HighestCeilingSeconds, FirstCeilingSeconds * Math.Pow(2, arguments.AttemptNumber));
        return TimeSpan.FromSeconds(Random.Shared.NextDouble() * ceiling);
    }

    private static void Announce(OnRetryArguments<object> arguments)
    {
        var run = RunOf(arguments.Context);
        run.Options.Observer?.OnRetrying(new RetryNotice(
            run.Describe(arguments.AttemptNumber + 1), run.Options.MaximumRetryCount, arguments.RetryDelay, arguments.Outcome.Exception!.Message));
    }

    private static RetryRun RunOf(ResilienceContext context) => context.Properties.GetValue(RunKey, null!);

    private sealed record RetryRun(RutterClientOptions Options, Func<int, RequestAttempt> Describe, RutterRequest Request);
}
