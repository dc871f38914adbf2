using System.Collections.Concurrent;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Resources.BillCreditApplications;
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
        var states = new ConcurrentDictionary<string, int>();
        var failed = new ConcurrentBag<(int Seed, WriteSchedule Schedule)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Environment.ProcessorCount), TestContext.Current.CancellationToken, async (worker, token) =>
        {
            var clock = new ManualTime { PassesWaitsUpTo = LongestWait };
            for (var seed = worker; seed < Schedules && failed.IsEmpty && !token.IsCancellationRequested; seed += Environment.ProcessorCount)
            {
                var schedule = WriteSchedule.Create(seed);
                var (state, complaints) = await RunAsync(schedule, clock);
                states.AddOrUpdate(state?.ToString() ?? "without a verdict", 1, (_, count) => count + 1);
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
        Assert.All(Enum.GetNames<WriteState>(), state => Assert.Contains(state, states.Keys));
        var counts = states.OrderBy(state => state.Key).Select(state => $"{state.Value} {state.Key}");
        Console.WriteLine($"{Schedules} schedules of writes: {string.Join(", ", counts)}");
    }

    private static async Task<(WriteSchedule Schedule, IReadOnlyList<string> Complaints)> ShrinkAsync(WriteSchedule schedule)
    {
        var clock = new ManualTime { PassesWaitsUpTo = LongestWait };
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

    private static async Task<(WriteState? State, IReadOnlyList<string> Complaints)> RunAsync(WriteSchedule schedule, ManualTime clock)
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
        var client = ClientFor(server, clock, schedule.Retries);
        var evidence = EvidenceFor(schedule, Key);
        var complaints = new List<string>();
        object? outcome;
        try
        {
            outcome = await WriteAsync(client, schedule, evidence, interrupt.Token);
        }
        catch (Exception exception)
        {
            outcome = exception;
        }

        clock.EndsWait = null;
        // Of a request without a key only a failure has a verdict.
        var verdict = schedule.Change == Change.Unkeyed ? (outcome as RutterApiException)?.Verdict : evidence.Verdict;
        var expected = server.Known.State;
        CheckOutcome(schedule, server, outcome, interrupt.IsCancellationRequested, Complain);
        if (verdict is not null)
        {
            CheckVerdict(schedule, server, outcome, verdict, Complain);
        }

        var later = schedule.IsNoWait && outcome is WriteResult<object> { Job: { IsCompleted: false } job }
            ? await WaitLaterAsync(client, job with { IdempotencyKey = KeyOf(schedule) }, schedule, interrupt.Token)
            : null;
        if (later is not null)
        {
            var isSpent = server.Known.IsKeySpent && later.State == WriteState.NotDone;
            Complain(!schedule.HasKey || later.State == server.Known.State, "The job, waited for later, has another verdict than can be known.");
            Complain(later.IsKeySpent == isSpent, "The job, waited for later, tells a spent key wrong.");
            var isSafe = later.IsRetrySafe || !(schedule.HasKey || server.Known.HasSeenEnd);
            Complain(isSafe, "The job, waited for later, tells wrong what is safe.");
            Complain(
                later.WasSent && later.IdempotencyKey == KeyOf(schedule) && later.JobId == server.Known.JobId,
                "The job, waited for later, has lost what is known of it.");
        }

        var wasDoneAtOnce = IsDone(schedule, server);
        server.Finish();
        CheckTruth(schedule, server, verdict, wasDoneAtOnce, Complain);
        CheckTruth(schedule, server, later, wasDoneAtOnce, Complain);
        await CheckRetriesAsync(schedule, server, clock, verdict, Complain);
        return (verdict?.State, complaints);

        void Complain(bool isFine, string complaint)
        {
            if (!isFine)
            {
                complaints.Add($"  {complaint} The verdict is {verdict}, expected is {expected}; the outcome: {Describe(outcome)}");
            }
        }
    }

    // One report: a result, an error of the module's own kind, or the cancellation that was asked for.
    private static void CheckOutcome(
        WriteSchedule schedule, ModelServer server, object? outcome, bool isInterrupted, Action<bool, string> complain)
    {
        complain(server.WritesSent - server.WritesRateLimited <= schedule.Retries + 1, "It was sent more often than the retries allow.");
        complain(server.WritesAfterAcceptance == 0, "It was sent again after it was accepted.");
        var isFollowed = schedule.Change == Change.Unkeyed || schedule.IsNoWait || isInterrupted || server.IsPolled;
        complain(!server.IsAskedForOtherJob, "The job of another request was asked for.");
        complain(!server.HasToBePolled || isFollowed, "It was accepted, and its job was not asked for.");
        var key = KeyOf(schedule);
        complain(
            outcome switch
            {
                RutterApiException failure =>
                    failure.IdempotencyKey == key && failure.Verdict is not null && failure.Meaning.ErrorId != "UnexpectedFailure",
                WriteResult<object> { Value: Deletion deletion } => deletion is { Success: not false },
                WriteResult<object> { Value: not null } result => result.IdempotencyKey == key,
                WriteResult<object> result => result.IdempotencyKey == key && schedule.IsNoWait && result is { Job: not null, JobId: not null },
                RutterResponse => schedule.Change == Change.Unkeyed,
                _ => outcome is OperationCanceledException && isInterrupted,
            },
            "The outcome is neither a result with its key nor an error of the module.");
    }

    // It says no more and no less than what was told, and so do the error and its advice.
    private static void CheckVerdict(
        WriteSchedule schedule, ModelServer server, object? outcome, WriteVerdict verdict, Action<bool, string> complain)
    {
        var key = KeyOf(schedule);
        var isSpent = server.Known.IsKeySpent && verdict.State == WriteState.NotDone;
        complain(verdict.State == server.Known.State, "The verdict is not what can be known.");
        complain(verdict.IdempotencyKey == key, "The verdict has lost the key.");
        complain(verdict.JobId == server.Known.JobId, "The verdict has lost the job.");
        complain(verdict.IsKeySpent == isSpent, "A spent key is not told from a fresh one.");
        complain(verdict.WasSent == server.IsReached, "What was sent is told wrong.");
        complain(verdict.IsRetrySafe == (verdict.State == WriteState.NotDone || schedule.Change != Change.Unkeyed), "What is safe is told wrong.");
        complain(
            outcome is not WriteResult<object> { Value: not null } || verdict.State == WriteState.Done,
            "A result that is not done.");
        if (outcome is RutterApiException failure)
        {
            complain(failure.Verdict == verdict, "The error has another verdict.");
            complain(failure.MayHaveSucceeded == (verdict.State != WriteState.NotDone), "MayHaveSucceeded says another thing.");
            complain(!server.Known.IsAccepted || failure.JobId == server.Known.JobId, "The error has lost the job.");
            CheckAdvice(schedule, verdict, failure.RecommendedAction, complain);
        }
    }

    private static void CheckAdvice(WriteSchedule schedule, WriteVerdict verdict, string advice, Action<bool, string> complain)
    {
        var isUnknown = verdict.State == WriteState.Unknown;
        Says("do not make it again", verdict.State == WriteState.Done);
        Says("use a new key", verdict.IsKeySpent);
        Says(Key, isUnknown && schedule.HasKey);
        Says("retrying it is safe", isUnknown && schedule.Change == Change.Delete);
        Says("look before you retry it", isUnknown && schedule.Change == Change.Unkeyed);
        complain(
            !isUnknown || verdict.JobId is null || advice.Contains(verdict.JobId, StringComparison.Ordinal), "The advice does not name the job.");

        void Says(string text, bool isExpected) =>
            complain(advice.Contains(text, StringComparison.Ordinal) == isExpected, $"The advice {(isExpected ? "lacks" : "has")} '{text}'.");
    }

    private static void CheckTruth(
        WriteSchedule schedule, ModelServer server, WriteVerdict? verdict, bool wasDoneAtOnce, Action<bool, string> complain)
    {
        var isDone = IsDone(schedule, server);
        complain(verdict?.State != WriteState.Done || (wasDoneAtOnce && isDone), "It is not done.");
        complain(verdict?.State != WriteState.NotDone || !isDone || (schedule.Change == Change.Delete && !schedule.ObjectExists), "It is done.");
        complain(server.Commits <= 1, "It is done twice.");
    }

    // Whoever follows the advice makes the change once.
    private static async Task CheckRetriesAsync(
        WriteSchedule schedule, ModelServer server, ManualTime clock, WriteVerdict? verdict, Action<bool, string> complain)
    {
        server.EndDisturbances();
        if (verdict?.IsRetrySafe != true)
        {
            return;
        }

        var client = ClientFor(server, clock, retries: 0);
        await RetryAsync(Key);
        complain(server.Commits <= 1, "A retry that is called safe does it twice.");
        if (verdict.IsKeySpent)
        {
            await RetryAsync("a-new-key");
            complain(server.Commits <= 1, "The advice to take a new key does it twice.");
        }

        async Task RetryAsync(string key)
        {
            try
            {
                await WriteAsync(client, schedule with { IsNoWait = false, TimeoutSec = 3600 }, EvidenceFor(schedule, key), CancellationToken.None);
            }
            catch (RutterApiException)
            {
                // An accepted failure is repeated.
            }

            server.Finish();
        }
    }

    private static string? KeyOf(WriteSchedule schedule) => schedule.HasKey ? Key : null;

    private static bool IsDone(WriteSchedule schedule, ModelServer server) =>
        schedule.Change == Change.Delete ? !server.ObjectExists : server.Commits > 0;

    private static async Task<object> WriteAsync(
        RutterClient client, WriteSchedule schedule, WriteEvidence evidence, CancellationToken cancellationToken)
    {
        var options = new WriteOptions
        {
            ResponseMode = schedule.IsPreferSync ? ResponseMode.PreferSync : ResponseMode.Async,
            NoWait = schedule.IsNoWait,
            Polling = new JobPolling { Timeout = TimeSpan.FromSeconds(schedule.TimeoutSec) },
        };
        var writer = client.Writer(BankTransfer.Definition);
        return schedule.Change switch
        {
            Change.Unkeyed => await client.SendAsync(
                new RutterRequest { Method = HttpMethod.Post, Path = BankTransfer.Definition.Path, Body = "{}"u8.ToArray() }, cancellationToken),
            Change.Create => Plain(await writer.CreateAsync([new("total_amount", 1m)], evidence, options, cancellationToken)),
            Change.Update => Plain(await writer.UpdateAsync("t1", [new("total_amount", 1m)], [], evidence, options, cancellationToken)),
            Change.CreateSeveral => Plain(await writer.CreateManyAsync([new("total_amount", 1m)], evidence, options, cancellationToken)),
            Change.Unapply => Plain(
                await client.Writer(BillCreditApplication.Unapplication).CreateAsync([new("bill_id", "b1")], evidence, options, cancellationToken)),
            _ => Plain(await writer.DeleteAsync("t1", evidence, options, cancellationToken)),
        };
    }

    private static WriteResult<object> Plain<T>(WriteResult<T> result)
        where T : class => new(result.Value, result.Job, result.JobId, result.RequestId, result.IdempotencyKey);

    /// <summary>
    /// The verdict of who waits for a job that was not waited for at first; null if that is cancelled, or if the result decides.
    /// </summary>
    private static async Task<WriteVerdict?> WaitLaterAsync(
        RutterClient client, RutterJob job, WriteSchedule schedule, CancellationToken cancellationToken)
    {
        try
        {
            var polling = new JobPolling { Timeout = TimeSpan.FromSeconds(schedule.TimeoutSec) };
            job = await client.Jobs.WaitAsync(job, polling, cancellationToken);
            return client.Jobs.FailureOf(job) is { } failure ? failure.Verdict
                : schedule.IsDecidedByResult ? null
                : new WriteVerdict(WriteState.Done, WasSent: true, IsKeySpent: false, IsRetrySafe: true, job.IdempotencyKey, job.Id);
        }
        catch (RutterApiException failure)
        {
            return failure.Verdict;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static WriteEvidence EvidenceFor(WriteSchedule schedule, string key) =>
        schedule.Change == Change.Delete ? new WriteEvidence(null, isRepeatable: true) : new WriteEvidence(key);

    private static RutterClient ClientFor(ModelServer server, ManualTime clock, int retries)
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
        return new RutterClient(options);
    }

    private static string Describe(object? outcome) => outcome is RutterApiException failure
        ? $"{failure.Meaning.ErrorId}: {failure.Message} {failure.RecommendedAction}"
        : outcome?.ToString() ?? "none";
}
