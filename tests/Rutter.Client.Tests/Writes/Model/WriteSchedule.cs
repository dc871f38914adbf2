namespace Rutter.Client.Tests.Writes.Model;

/// <summary>Which change is asked for.</summary>
internal enum Change
{
    Create,
    Update,
    Delete,

    /// <summary>Several objects with one request.</summary>
    CreateSeveral,

    /// <summary>A change whose response is no object, but says whether it was made.</summary>
    Unapply,

    /// <summary>A request without a key, which makes the change anew each time.</summary>
    Unkeyed,
}

/// <summary>What happens to one attempt of a write.</summary>
internal enum AttemptStep
{
    // Nothing leaves the machine.
    NoConnection,
    UnknownHost,
    NoSecureConnection,

    // It is sent, and no response arrives that can be read.
    LostBeforeServer,
    LostAfterServer,
    TimeoutBeforeServer,
    TimeoutAfterServer,
    CutResponse,
    CutResponseWithJobId,

    // The server takes nothing on.
    Refused400,
    Refused400WithEmptyJobId,
    Refused401,
    Refused404,
    WebPage404,
    Refused409,
    Refused409WithJobId,
    Refused410,
    Refused422,
    Refused429,
    Refused450,
    Refused451,

    // Something fails, before the server took the request on or after it.
    Status204Before,
    Status204After,
    Status408Before,
    Status408After,
    Status452Before,
    Status452After,
    Status500Before,
    Status500After,
    Status503Before,
    Status503After,
    Status499Before,
    Status499After,
    Status460Before,
    Status460After,
    Status550After,
    RedirectBefore,
    RedirectAfter,
    WebPage200Before,
    WebPage200After,
    EmptyObject,
    JobOfAnotherRequest,

    // The server accepts it, and says so in one form or another.
    AcceptedBare,
    AcceptedWrapped,
    AcceptedAsWebhook,
    AcceptedInHeaderOnly,
    AcceptedWithoutStatus,
    AcceptedWithUnusableId,
    AcceptedInDoubledHeader,
    AcceptedWith400,
    AcceptedWith429,
    AcceptedWith450,
    AcceptedWith452,
    AcceptedWith500,
    AcceptedWith503,

    // The server responds with the result.
    Result,
    ResultWithJobId,
    ResultOfAnotherObject,
    ResultOfAnotherObjectWithJobId,
    DeletionFailed,
    DeletionContradicts,
    DeletionContradictsWithJobId,
    OutcomeSaysNo,
    OutcomeSaysNothing,
    OutcomeSaysNothingWithJobId,
}

/// <summary>What happens to one poll of the job.</summary>
internal enum PollStep
{
    Pending,
    NewStatus,
    Lost,
    Timeout,
    Status401,
    Status404,
    Status429,
    Status500,
    Status503,
    WebPage,
    OtherJob,
    JobOfAnotherRequest,
    NoStatus,
    NotAnObject,
    Cut,
    Ended,
    EndedWrapped,
    EndedAsWebhook,
}

/// <summary>How the job ends.</summary>
internal enum JobEnd
{
    Success,
    SuccessWithNullStatus,
    SuccessWithTextStatus,
    SuccessThatSaysNo,
    SuccessThatSaysNothing,
    SuccessWithoutBody,
    SuccessWithOddBody,
    SuccessWithOtherObject,
    SuccessWithErrorBody,
    SuccessWithErrorStatus,
    Refused400,
    Refused450,
    Refused452,
    Failed408,
    Failed499,
    Failed500,
    Failed550,
    FailedSilently,
    FailedWithSuccessStatus,
}

/// <summary>One history of a write: what is asked for, and what happens at each step. What has no step goes well.</summary>
internal sealed record WriteSchedule
{
    private const int MostAttempts = 4;
    private const int MostPolls = 3;

    public Change Change { get; init; }

    /// <summary>Whether Rutter makes one change of all attempts, because they carry the same key.</summary>
    public bool HasKey => Change is not (Change.Delete or Change.Unkeyed);

    /// <summary>Whether the success of its job alone says nothing: the result does.</summary>
    public bool IsDecidedByResult => Change is Change.Delete or Change.Unapply;

    public bool IsPreferSync { get; init; }

    public bool IsNoWait { get; init; }

    public int Retries { get; init; }

    /// <summary>How long the job is waited for, in seconds.</summary>
    public int TimeoutSec { get; init; } = 3600;

    public IReadOnlyList<AttemptStep> Attempts { get; init; } = [];

    public IReadOnlyList<PollStep> Polls { get; init; } = [];

    public JobEnd JobEnd { get; init; }

    /// <summary>Whether the platform makes the change although the job's end does not say so.</summary>
    public bool IsCommittedInSecret { get; init; }

    /// <summary>Whether the object of a deletion is there at first.</summary>
    public bool ObjectExists { get; init; } = true;

    /// <summary>Whether the end of a deletion that finds nothing is a 410 instead of the code not_found.</summary>
    public bool IsNotFoundAnError { get; init; }

    /// <summary>Ctrl+C: at which request, from 0; none at -1.</summary>
    public int CancelledRequest { get; init; } = -1;

    /// <summary>Whether that request reached the server.</summary>
    public bool IsCancelledAfterServer { get; init; }

    /// <summary>Ctrl+C: at which wait, from 0; none at -1.</summary>
    public int CancelledWait { get; init; } = -1;

    public static WriteSchedule Create(int seed)
    {
        var random = new Random(seed);
        var change = Any<Change>(random);
        return new()
        {
            Change = change,
            IsPreferSync = random.Next(2) == 0,
            IsNoWait = change != Change.Unkeyed && random.Next(8) == 0,
            Retries = random.Next(5),
            TimeoutSec = random.Next(4) == 0 ? random.Next(1, 90) : 3600,
            Attempts = Steps<AttemptStep>(random, MostAttempts),
            Polls = Steps<PollStep>(random, MostPolls),
            JobEnd = random.Next(2) == 0 ? JobEnd.Success : Any<JobEnd>(random),
            IsCommittedInSecret = random.Next(2) == 0,
            ObjectExists = random.Next(5) != 0,
            IsNotFoundAnError = random.Next(2) == 0,
            CancelledRequest = random.Next(6) == 0 ? random.Next(6) : -1,
            IsCancelledAfterServer = random.Next(2) == 0,
            CancelledWait = random.Next(12) == 0 ? random.Next(4) : -1,
        };
    }

    /// <summary>The same history with one thing less in it.</summary>
    public IEnumerable<WriteSchedule> Simpler()
    {
        for (var i = 0; i < Attempts.Count; i++)
        {
            yield return this with { Attempts = [.. Attempts.Where((_, index) => index != i)] };
        }

        for (var i = 0; i < Polls.Count; i++)
        {
            yield return this with { Polls = [.. Polls.Where((_, index) => index != i)] };
        }

        yield return this with { CancelledRequest = -1 };
        yield return this with { CancelledWait = -1 };
        yield return this with { IsNoWait = false };
        yield return this with { IsPreferSync = false };
        yield return this with { TimeoutSec = 3600 };
        yield return this with { JobEnd = JobEnd.Success };
        yield return this with { IsCommittedInSecret = false };
        yield return this with { IsNotFoundAnError = false };
        yield return this with { ObjectExists = true };
        yield return this with { Retries = Math.Max(0, Retries - 1) };
        yield return this with { Change = Change.Create };
    }

    public override string ToString()
    {
        var wait = IsNoWait ? "the job is not waited for" : $"the job is waited for {TimeoutSec} s";
        var lines = new List<string>
        {
            $"  {Change}, {(IsPreferSync ? "prefer_sync" : "async")}, at most {Retries} retries, {wait}",
            $"  attempts: {(Attempts.Count == 0 ? "all go well" : string.Join(", ", Attempts))}",
            $"  polls:    {(Polls.Count == 0 ? "all go well" : string.Join(", ", Polls))}",
            $"  the job:  {JobEnd}{(IsCommittedInSecret ? ", and the platform made the change where that is left open" : "")}",
            $"  Ctrl+C:   {Interruption}",
        };
        if (Change == Change.Delete)
        {
            lines.Add($"  object:   {(ObjectExists ? "is there" : "was never there")}{(IsNotFoundAnError ? ", and not found is a 410" : "")}");
        }

        return string.Join('\n', lines);
    }

    private string Interruption => (CancelledRequest, CancelledWait) switch
    {
        (-1, -1) => "none",
        (>= 0, _) => $"at request {CancelledRequest + 1}, {(IsCancelledAfterServer ? "after" : "before")} the server took it",
        _ => $"at wait {CancelledWait + 1}",
    };

    private static TStep[] Steps<TStep>(Random random, int most)
        where TStep : struct, Enum
    {
        var steps = new TStep[random.Next(most + 1)];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Any<TStep>(random);
        }

        return steps;
    }

    private static TStep Any<TStep>(Random random)
        where TStep : struct, Enum => Values<TStep>.All[random.Next(Values<TStep>.All.Length)];

    private static class Values<TStep>
        where TStep : struct, Enum
    {
        public static readonly TStep[] All = Enum.GetValues<TStep>();
    }
}
