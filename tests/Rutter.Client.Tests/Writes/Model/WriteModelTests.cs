using System.Collections.Concurrent;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Rutter.Client.Writes;
using Xunit;

namespace Rutter.Client.Tests.Writes.Model;

/// <summary>
/// A hundred thousand histories of a write, in memory. For each, the server knows what was committed: the verdict must never contradict it, nor
/// know less than what was told; the advice must be safe to follow; and no retry makes the change a second time.
/// </summary>
public sealed class WriteModelTests
{
    private const int Schedules = 100_000;
    private const string Key = "the-key";

    private static readonly TimeSpan Never = TimeSpan.FromHours(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private static readonly TimeSpan PermitReturn = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_verdict_is_right_in_every_history()
    {
        var states = new ConcurrentDictionary<WriteState, int>();
        var failed = new ConcurrentBag<(int Seed, WriteSchedule Schedule)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Environment.ProcessorCount), TestContext.Current.CancellationToken, async (worker, token) =>
        {
            var clock = new InstantTime(LongestWait);
            for (var seed = worker; seed < Schedules && failed.IsEmpty && !token.IsCancellationRequested; seed += Environment.ProcessorCount)
            {
                var schedule = WriteSchedule.Create(seed);
                var (state, complaints) = await RunAsync(schedule, clock);
                states.AddOrUpdate(state, 1, (_, count) => count + 1);
                if (complaints.Count > 0)
                {
                    failed.Add((seed, schedule));
                }
            }
        });
        if (failed.TryPeek(out var first))
        {
            var (schedule, complaints) = await ShrinkAsync(first.Schedule);
            Assert.Fail($"Schedule {first.Seed}, made simpler:\n{schedule}\n{string.Join('\n', complaints)}");
        }

        Assert.Equal(Schedules, states.Values.Sum());
        Assert.Equal(Enum.GetValues<WriteState>().Length, states.Count);
        var counts = states.OrderBy(state => state.Key).Select(state => $"{state.Value} {state.Key}");
        Console.WriteLine($"{Schedules} schedules of writes: {string.Join(", ", counts)}");
    }

    private static async Task<(WriteSchedule Schedule, IReadOnlyList<string> Complaints)> ShrinkAsync(WriteSchedule schedule)
    {
        var clock = new InstantTime(LongestWait);
        var complaints = (await RunAsync(schedule, clock)).Complaints;
        for (var isSimpler = true; isSimpler;)
        {
            isSimpler = false;
            foreach (var simpler in schedule.Simpler().Where(simpler => simpler.ToString() != schedule.ToString()))
            {
                if ((await RunAsync(simpler, clock)).Complaints is { Count: > 0 } found)
                {
                    (schedule, complaints, isSimpler) = (simpler, found, true);
                    break;
                }
            }
        }

        return (schedule, complaints);
    }

    private static async Task<(WriteState State, IReadOnlyList<string> Complaints)> RunAsync(WriteSchedule schedule, InstantTime clock)
    {
        using var interrupt = new CancellationTokenSource();
        using var server = new ModelServer(schedule, interrupt);
        var waits = 0;
        clock.EndsWait = wait =>
        {
            if (wait < PermitReturn && waits++ == schedule.CancelledWait)
            {
                interrupt.Cancel();
                return false;
            }

            return true;
        };
        var writer = WriterFor(server, clock, schedule.Retries);
        var evidence = EvidenceFor(schedule, Key);
        var complaints = new List<string>();
        object? outcome;
        try
        {
            outcome = await WriteAsync(writer, schedule, evidence, interrupt.Token);
        }
        catch (Exception exception)
        {
            outcome = exception;
        }

        clock.EndsWait = null;
        var (verdict, expected) = (evidence.Verdict, server.Known.State);
        CheckReport(schedule, server, outcome, verdict, interrupt.IsCancellationRequested, Complain);
        var wasDoneAtOnce = IsDone(schedule, server);
        server.Finish();
        CheckTruth(schedule, server, verdict, wasDoneAtOnce, Complain);
        await CheckRetriesAsync(schedule, server, clock, verdict, Complain);
        return (verdict.State, complaints);

        void Complain(bool isFine, string complaint)
        {
            if (!isFine)
            {
                complaints.Add($"  {complaint} The verdict is {verdict}, expected is {expected}; the outcome: {Describe(outcome)}");
            }
        }
    }

    // One report, with the key, that says no more and no less than what was told.
    private static void CheckReport(
        WriteSchedule schedule, ModelServer server, object? outcome, WriteVerdict verdict, bool isInterrupted, Action<bool, string> complain)
    {
        var key = schedule.Change == Change.Delete ? null : Key;
        complain(verdict.State == server.Known.State, "The verdict is not what can be known.");
        complain(verdict.IdempotencyKey == key, "The verdict has lost the key.");
        var isKeySpent = server.Known.IsKeySpent && key is not null && verdict.State == WriteState.NotDone;
        complain(verdict.IsKeySpent == isKeySpent, "A spent key is not told from a fresh one.");
        complain(verdict.WasSent == server.IsReached, "What was sent is told wrong.");
        complain(server.WritesSent - server.WritesRateLimited <= schedule.Retries + 1, "It was sent more often than the retries allow.");
        complain(server.WritesAfterAcceptance == 0, "It was sent again after it was accepted.");
        switch (outcome)
        {
            case RutterApiException failure:
                complain(failure.Verdict == verdict, "The error has another verdict.");
                complain(failure.MayHaveSucceeded == (verdict.State != WriteState.NotDone), "MayHaveSucceeded says another thing.");
                complain(failure.IdempotencyKey == key, "The error has lost the key.");
                complain(!verdict.WasSent || !server.Known.IsAccepted || failure.JobId is not null, "The error has lost the job.");
                var advice = failure.RecommendedAction;
                complain(verdict.State == WriteState.NotDone || !advice.Contains("new key", StringComparison.Ordinal), "It offers a new key.");
                complain(verdict.State != WriteState.Unknown || key is null || advice.Contains(key, StringComparison.Ordinal), "It lacks the key.");
                complain(failure.Meaning.ErrorId != "UnexpectedFailure", "The failure was not expected.");
                break;
            case WriteResult<BankTransfer> { Value: not null } result:
                complain(verdict.State == WriteState.Done && result.IdempotencyKey == key, "A result without its key, or that is not done.");
                break;
            case WriteResult<BankTransfer> result:
                var isJob = schedule.IsNoWait && result is { Job: not null, JobId: not null };
                complain(isJob && result.IdempotencyKey == key, "A result without value and job.");
                break;
            case WriteResult<Deletion> result:
                complain(verdict.State == WriteState.Done && result.Value?.Success != false, "A deletion that is not done.");
                break;
            default:
                complain(outcome is OperationCanceledException && isInterrupted, "The outcome is neither a result nor an error of the module.");
                break;
        }
    }

    private static void CheckTruth(
        WriteSchedule schedule, ModelServer server, WriteVerdict verdict, bool wasDoneAtOnce, Action<bool, string> complain)
    {
        var isDone = IsDone(schedule, server);
        complain(verdict.State != WriteState.Done || (wasDoneAtOnce && isDone), "It is not done.");
        complain(verdict.State != WriteState.NotDone || !isDone || (schedule.Change == Change.Delete && !schedule.ObjectExists), "It is done.");
        complain(server.Commits <= 1, "It is done twice.");
    }

    // Whoever follows the advice makes the change once.
    private static async Task CheckRetriesAsync(
        WriteSchedule schedule, ModelServer server, InstantTime clock, WriteVerdict verdict, Action<bool, string> complain)
    {
        server.EndDisturbances();
        var writer = WriterFor(server, clock, retries: 0);
        await RetryAsync(Key);
        complain(server.Commits <= 1, "A retry under the same key does it twice.");
        if (verdict.IsKeySpent)
        {
            await RetryAsync("a-new-key");
            complain(server.Commits <= 1, "The advice to take a new key does it twice.");
        }

        async Task RetryAsync(string key)
        {
            try
            {
                await WriteAsync(writer, schedule with { IsNoWait = false, TimeoutSec = 3600 }, EvidenceFor(schedule, key), CancellationToken.None);
            }
            catch (RutterApiException)
            {
                // An accepted failure is repeated.
            }

            server.Finish();
        }
    }

    private static bool IsDone(WriteSchedule schedule, ModelServer server) =>
        schedule.Change == Change.Delete ? !server.ObjectExists : server.Commits > 0;

    private static async Task<object> WriteAsync(
        ResourceWriter<BankTransfer> writer, WriteSchedule schedule, WriteEvidence evidence, CancellationToken cancellationToken)
    {
        var options = new WriteOptions
        {
            ResponseMode = schedule.IsPreferSync ? ResponseMode.PreferSync : ResponseMode.Async,
            NoWait = schedule.IsNoWait,
            Polling = new JobPolling { Timeout = TimeSpan.FromSeconds(schedule.TimeoutSec) },
        };
        return schedule.Change switch
        {
            Change.Create => await writer.CreateAsync([new("total_amount", 1m)], evidence, options, cancellationToken),
            Change.Update => await writer.UpdateAsync("t1", [new("total_amount", 1m)], [], evidence, options, cancellationToken),
            _ => await writer.DeleteAsync("t1", evidence, options, cancellationToken),
        };
    }

    private static WriteEvidence EvidenceFor(WriteSchedule schedule, string key) =>
        schedule.Change == Change.Delete ? new WriteEvidence(null, isRepeatable: true) : new WriteEvidence(key);

    private static ResourceWriter<BankTransfer> WriterFor(ModelServer server, InstantTime clock, int retries)
    {
        var options = new RutterClientOptions
        {
            BaseAddress = new Uri("https://rutter.example/versioned"),
            ClientId = "model",
            ClientSecret = new Secret("s"),
            AccessToken = new Secret("t"),
            MaximumRetryCount = retries,
            Timeout = Never,
            Clock = clock,
            Handler = server,
        };
        return new RutterClient(options).Writer(BankTransfer.Definition);
    }

    private static string Describe(object? outcome) => outcome is RutterApiException failure
        ? $"{failure.Meaning.ErrorId}: {failure.Message} {failure.RecommendedAction}"
        : outcome?.ToString() ?? "none";
}
