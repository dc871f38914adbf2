using Polly;
using Polly.Retry;
using Rutter.Client.Errors;

namespace Rutter.Client.Transport;

/// <summary>Repeats attempts with full jitter, or when the server says, and tells the observer of each.</summary>
internal static class RetryPipeline
{
    private const double FirstCeilingSeconds = 0.5;
    private const double HighestCeilingSeconds = 20;

    /// <summary>How long a server's <c>Retry-After</c> is obeyed at most.</summary>
    public static readonly TimeSpan LongestServerWait = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePropertyKey<RutterClient> ClientKey = new("client");
    private static readonly ResiliencePropertyKey<RutterRequest> RequestKey = new("request");
    private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            // Each client has its own number; ShouldHandle looks at it.
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(arguments)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(DelayAfter(arguments)),
            OnRetry = arguments =>
            {
                Announce(arguments);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>Runs attempts, numbered from 1, until one succeeds or its failure is final.</summary>
    public static async ValueTask<T> RunAsync<T>(
        RutterClient client, RutterRequest request, Func<int, CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ClientKey, client);
        context.Properties.Set(RequestKey, request);
        var number = 0;
        var mayHaveSucceeded = false;
        try
        {
            return await Pipeline.ExecuteAsync(
                async running =>
                {
                    number++;
                    try
                    {
                        return await attempt(number, running.CancellationToken).ConfigureAwait(false);
                    }
                    catch (RutterApiException exception)
                    {
                        // An earlier attempt whose response was lost stays in doubt, whatever a later one is told; only a job settles it.
                        mayHaveSucceeded |= exception.MayHaveSucceeded;
                        exception.MayHaveSucceeded |= mayHaveSucceeded && exception.JobId is null;
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

    private static bool ShouldRepeat(RetryPredicateArguments<object> arguments) =>
        arguments.Outcome.Exception is RutterApiException failure
        && arguments.AttemptNumber < Property(arguments.Context, ClientKey).Options.MaximumRetryCount
        && RetryRules.ShouldRepeat(Property(arguments.Context, RequestKey), failure);

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
        var client = Property(arguments.Context, ClientKey);
        client.Options.Observer?.OnRetrying(new RetryNotice(
            client.DescribeAttempt(Property(arguments.Context, RequestKey), arguments.AttemptNumber + 1),
            client.Options.MaximumRetryCount,
            arguments.RetryDelay,
            arguments.Outcome.Exception!.Message));
    }

    private static T Property<T>(ResilienceContext context, ResiliencePropertyKey<T> key) =>
        context.Properties.TryGetValue(key, out var value) ? value : throw new InvalidOperationException($"'{key.Key}' was not set.");
}
