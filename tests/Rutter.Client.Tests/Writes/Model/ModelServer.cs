using System.Net;
using System.Text;

namespace Rutter.Client.Tests.Writes.Model;

/// <summary>
/// What a server and the network before it do with the requests of one schedule. It knows what was committed, and what the client was told.
/// </summary>
internal sealed class ModelServer(WriteSchedule schedule, CancellationTokenSource interrupt) : HttpMessageHandler
{
    private const string Html = "<html>Sign in</html>";

    private readonly Dictionary<string, ModelJob> jobsByKey = [];
    private readonly List<ModelJob> jobs = [];
    private int attempts;
    private int polls;
    private int requests;
    private bool isDisturbed = true;

    /// <summary>How often the object was made or changed.</summary>
    public int Commits { get; private set; }

    /// <summary>Whether the object of a deletion is there.</summary>
    public bool ObjectExists { get; private set; } = schedule.ObjectExists;

    public int WritesSent { get; private set; }

    /// <summary>How many of them the rate limit refused, which does not count as a retry.</summary>
    public int WritesRateLimited { get; private set; }

    /// <summary>Whether anything of the write left the client.</summary>
    public bool IsReached { get; private set; }

    public int WritesAfterAcceptance { get; private set; }

    /// <summary>Whether a response named a job, and no result.</summary>
    public bool HasToBePolled { get; private set; }

    /// <summary>Whether a job was asked for that is none of the write's.</summary>
    public bool IsAskedForOtherJob { get; private set; }

    /// <summary>Whether its job was asked for.</summary>
    public bool IsPolled { get; private set; }

    /// <summary>The verdict that follows from what the client was told, and no more.</summary>
    public Knowledge Known { get; } = new(schedule);

    /// <summary>From now on everything goes well.</summary>
    public void EndDisturbances() => isDisturbed = false;

    /// <summary>Runs what is accepted to its end, as a server does when nobody waits for it.</summary>
    public void Finish() => jobs.ForEach(Run);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var isPoll = request.Method == HttpMethod.Get;
            if (!isPoll && isDisturbed)
            {
                WritesSent++;
                WritesAfterAcceptance += Known.IsAccepted ? 1 : 0;
            }

            IsPolled |= isPoll;

            if (isDisturbed && requests++ == schedule.CancelledRequest)
            {
                return Task.FromException<HttpResponseMessage>(Interrupt(request, isPoll));
            }

            return Task.FromResult(isPoll ? RespondToPoll(request) : RespondToWrite(request));
        }
        catch (Exception exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }

    private OperationCanceledException Interrupt(HttpRequestMessage request, bool isPoll)
    {
        if (!isPoll)
        {
            IsReached = true;
            Known.Lose();
            if (schedule.IsCancelledAfterServer)
            {
                Accept(request);
            }
        }

        interrupt.Cancel();
        return new OperationCanceledException(interrupt.Token);
    }

    private HttpResponseMessage RespondToWrite(HttpRequestMessage request)
    {
        var step = isDisturbed && attempts < schedule.Attempts.Count ? schedule.Attempts[attempts++]
            : schedule.IsPreferSync ? AttemptStep.ResultWithJobId : AttemptStep.AcceptedBare;
        IsReached |= step > AttemptStep.NoSecureConnection;
        switch (step)
        {
            case AttemptStep.NoConnection:
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            case AttemptStep.UnknownHost:
                throw new HttpRequestException(HttpRequestError.NameResolutionError);
            case AttemptStep.NoSecureConnection:
                throw new HttpRequestException(HttpRequestError.SecureConnectionError);
            case AttemptStep.LostBeforeServer:
                Known.Lose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case AttemptStep.LostAfterServer:
                Accept(request);
                Known.Lose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case AttemptStep.TimeoutBeforeServer:
                Known.Lose();
                throw new OperationCanceledException();
            case AttemptStep.TimeoutAfterServer:
                Accept(request);
                Known.Lose();
                throw new OperationCanceledException();
            case AttemptStep.CutResponse:
                Accept(request);
                Known.Lose();
                return Cut();
            case AttemptStep.CutResponseWithJobId:
                return Accepted(request, job => WithJob(Cut(), job));
            case AttemptStep.Refused400:
                return Refuse(400);
            case AttemptStep.Refused400WithEmptyJobId:
                var refusal = Refuse(400);
                refusal.Headers.Add("X-Rutter-Job-ID", " ");
                return refusal;
            case AttemptStep.Refused401:
                return Refuse(401);
            case AttemptStep.Refused404 when schedule.Change != Change.Delete || !ObjectExists:
                return RefuseAsNotFound(404);
            case AttemptStep.Refused410 when schedule.Change != Change.Delete || !ObjectExists:
                return RefuseAsNotFound(410);
            case AttemptStep.Refused409:
                return Refuse(409);
            case AttemptStep.Refused409WithJobId:
                return WithJob(Refuse(409), new ModelJob("another", schedule));
            case AttemptStep.Refused422:
                return Refuse(422);
            case AttemptStep.Refused404 or AttemptStep.Refused410 or AttemptStep.Refused429:
                WritesRateLimited++;
                return Refuse(429);
            case AttemptStep.Refused450 when !schedule.HasKey || !jobsByKey.ContainsKey(KeyOf(request)):
                return Refuse(450);
            case AttemptStep.Refused451:
                return Refuse(451);
            case AttemptStep.Status204Before or AttemptStep.Status204After:
                return Fail(request, 204, step == AttemptStep.Status204After, "");
            case AttemptStep.Status408Before or AttemptStep.Status408After:
                return Fail(request, 408, step == AttemptStep.Status408After);
            case AttemptStep.Status452Before or AttemptStep.Status452After:
                return Fail(request, 452, step == AttemptStep.Status452After);
            case AttemptStep.Status500Before or AttemptStep.Status500After:
                return Fail(request, 500, step == AttemptStep.Status500After);
            case AttemptStep.Status503Before or AttemptStep.Status503After:
                return Fail(request, 503, step == AttemptStep.Status503After);
            case AttemptStep.Status499Before or AttemptStep.Status499After:
                return Fail(request, 499, step == AttemptStep.Status499After);
            case AttemptStep.Status460Before or AttemptStep.Status460After:
                return Fail(request, 460, step == AttemptStep.Status460After);
            case AttemptStep.Status550After:
                return Fail(request, 550, isTaken: true);
            case AttemptStep.RedirectBefore or AttemptStep.RedirectAfter:
                return Fail(request, 302, step == AttemptStep.RedirectAfter);
            case AttemptStep.WebPage200Before or AttemptStep.WebPage200After:
                return Fail(request, 200, step == AttemptStep.WebPage200After, Html);
            case AttemptStep.WebPage404:
                return Respond(404, Html);
            case AttemptStep.EmptyObject:
                return Fail(request, 200, isTaken: true);
            case AttemptStep.JobOfAnotherRequest when schedule.HasKey:
                return Fail(request, 202, isTaken: true, """{"id":"other","status":"success","request":{"idempotency_key":"another"}}""");
            case AttemptStep.AcceptedBare:
                return Accepted(request, job => Respond(202, $$"""{"id":"{{job.Id}}","status":"prequeued","response_url":"https://x"}"""));
            case AttemptStep.AcceptedWrapped:
                return Accepted(request, job => Respond(202, $$$"""{"async_response":{"id":"{{{job.Id}}}","status":"pending"}}"""));
            case AttemptStep.AcceptedAsWebhook:
                return Accepted(request, job => Respond(202, $$$"""{"type":"JOB","job":{"id":"{{{job.Id}}}","status":"some_new_status"}}"""));
            case AttemptStep.AcceptedInHeaderOnly:
                return Accepted(request, job => WithJob(Respond(202, ""), job));
            case AttemptStep.AcceptedWithoutStatus:
                return Accepted(request, job => Respond(202, $$"""{"id":"{{job.Id}}","status":null}"""));
            case AttemptStep.AcceptedWithUnusableId:
                return Accepted(request, job => Respond(202, $$"""{"id":"{{job.Id}}/b","status":"prequeued"}"""), suffix: "/b");
            case AttemptStep.AcceptedInDoubledHeader:
                return Accepted(request, job => WithJob(WithJob(Respond(202, ""), job), job));
            case AttemptStep.AcceptedWith400:
                return Accepted(request, job => WithJob(Respond(400, "{}"), job));
            case AttemptStep.AcceptedWith429:
                return Accepted(request, job => WithJob(Respond(429, "{}"), job));
            case AttemptStep.AcceptedWith450:
                return Accepted(request, job => WithJob(Respond(450, "{}"), job));
            case AttemptStep.AcceptedWith452:
                return Accepted(request, job => WithJob(Respond(452, "{}"), job));
            case AttemptStep.AcceptedWith500:
                return Accepted(request, job => WithJob(Respond(500, Html), job));
            case AttemptStep.AcceptedWith503:
                return Accepted(request, job => WithJob(Respond(503, "{}"), job));
            case AttemptStep.ResultOfAnotherObject or AttemptStep.ResultOfAnotherObjectWithJobId when schedule.Change == Change.Update:
                return SayTooLittle(request, ModelJob.OtherObjectJson, step == AttemptStep.ResultOfAnotherObjectWithJobId);
            case AttemptStep.DeletionFailed when schedule.Change == Change.Delete:
                Known.Refuse();
                return Respond(200, """{"code":"failed","success":false}""");
            case AttemptStep.DeletionContradicts when schedule.Change == Change.Delete:
                return Fail(request, 200, schedule.IsCommittedInSecret, ModelJob.ContradictionJson);
            case AttemptStep.DeletionContradictsWithJobId when schedule.Change == Change.Delete:
                return SayTooLittle(request, ModelJob.ContradictionJson, hasJobId: true);
            case AttemptStep.OutcomeSaysNo when schedule.Change == Change.Unapply && !jobsByKey.ContainsKey(KeyOf(request)):
                Accept(request, JobEnd.SuccessThatSaysNo);
                Known.Refuse();
                return Respond(200, ModelJob.NotAppliedJson);
            case AttemptStep.OutcomeSaysNothing or AttemptStep.OutcomeSaysNothingWithJobId when schedule.Change == Change.Unapply:
                return SayTooLittle(request, ModelJob.SaysNothingJson, step == AttemptStep.OutcomeSaysNothingWithJobId);
            default:
                return RespondWithResult(request, step);
        }
    }

    private HttpResponseMessage RespondWithResult(HttpRequestMessage request, AttemptStep step)
    {
        var job = Accept(request);
        Run(job);
        if (job.End != JobEnd.Success)
        {
            // Only a success is a result: else the client hears of the job.
            return Accepted(job, WithJob(Respond(202, ""), job));
        }

        if (schedule.Change == Change.Delete && !job.HasDeleted)
        {
            Known.NotFind();
            return job.IsNotFoundAnError ? Respond(410, ModelJob.Error) : Respond(200, ModelJob.NotFoundJson);
        }

        Known.Do(step == AttemptStep.ResultWithJobId ? job.Id : null);
        var response = Respond(200, job.ResultJson);
        return step == AttemptStep.ResultWithJobId ? WithJob(response, job) : response;
    }

    private HttpResponseMessage RespondToPoll(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var id = path[(path.LastIndexOf('/') + 1)..];
        if (jobs.Find(candidate => candidate.Id == id) is not { } job)
        {
            IsAskedForOtherJob = true;
            return Respond(410, ModelJob.Error);
        }

        var step = isDisturbed && polls < schedule.Polls.Count ? schedule.Polls[polls++] : PollStep.Ended;
        switch (step)
        {
            case PollStep.Pending:
                return Respond(202, $$"""{"id":"{{id}}","status":"pending"}""");
            case PollStep.NewStatus:
                return Respond(202, $$"""{"id":"{{id}}","status":"thinking","response":{"http_status":[7],"body":7} }""");
            case PollStep.Lost:
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case PollStep.Timeout:
                throw new OperationCanceledException();
            case PollStep.Status401:
                return Respond(401, ModelJob.Error);
            case PollStep.Status404:
                return Respond(404, ModelJob.Error);
            case PollStep.Status429:
                return Respond(429, ModelJob.Error);
            case PollStep.Status500:
                return Respond(500, ModelJob.Error);
            case PollStep.Status503:
                return Respond(503, "");
            case PollStep.WebPage:
                return Respond(200, Html);
            case PollStep.OtherJob:
                return Respond(200, """{"id":"other","status":"success","response":{"http_status":200,"body":""" + ModelJob.ObjectJson + "}}");
            case PollStep.JobOfAnotherRequest when schedule.HasKey:
                var response = $$"""{"body":{{ModelJob.ObjectJson}}}""";
                return Respond(
                    200, $$$"""{"id":"{{{id}}}","status":"success","request":{"idempotency_key":"another"},"response":{{{response}}}}""");
            case PollStep.NoStatus:
                return Respond(200, $$"""{"id":"{{id}}","status":["success"]}""");
            case PollStep.NotAnObject:
                return Respond(200, "[null]");
            case PollStep.Cut:
                return Cut();
            default:
                Run(job);
                Known.End(job);
                var json = job.ToJson();
                return Respond(
                    job.HttpStatus is >= 400 ? job.HttpStatus.Value : 200,
                    step switch
                    {
                        PollStep.EndedWrapped => $$"""{"async_response":{{json}}}""",
                        PollStep.EndedAsWebhook => $$"""{"type":"JOB","code":"JOB_COMPLETED","job":{{json}}}""",
                        _ => json,
                    });
        }
    }

    private ModelJob Accept(HttpRequestMessage request, JobEnd? end = null)
    {
        var key = KeyOf(request);
        if (!jobsByKey.TryGetValue(key, out var job))
        {
            job = new ModelJob($"j{jobs.Count}", schedule with { JobEnd = end ?? (isDisturbed ? schedule.JobEnd : JobEnd.Success) });
            jobs.Add(job);
            if (schedule.HasKey)
            {
                jobsByKey.Add(key, job);
            }
        }

        return job;
    }

    private static string KeyOf(HttpRequestMessage request) => request.Headers.TryGetValues("Idempotency-Key", out var values) ? values.Single() : "";

    private void Run(ModelJob job)
    {
        if (job.IsRun)
        {
            return;
        }

        job.IsRun = true;
        if (!job.Commits)
        {
            return;
        }

        if (schedule.Change == Change.Delete)
        {
            (job.HasDeleted, ObjectExists) = (ObjectExists, false);
        }
        else
        {
            Commits++;
        }
    }

    private HttpResponseMessage Accepted(HttpRequestMessage request, Func<ModelJob, HttpResponseMessage> respond, string suffix = "")
    {
        var job = Accept(request);
        return Accepted(job, respond(job), suffix);
    }

    private HttpResponseMessage Accepted(ModelJob job, HttpResponseMessage response, string suffix = "")
    {
        Known.Accept(job.Id + suffix);
        HasToBePolled = suffix.Length == 0;
        return response;
    }

    // A result is there, but does not say that the change was made.
    private HttpResponseMessage SayTooLittle(HttpRequestMessage request, string body, bool hasJobId)
    {
        var job = Accept(request);
        Known.Accept(hasJobId ? job.Id : null);
        return hasJobId ? WithJob(Respond(200, body), job) : Respond(200, body);
    }

    private HttpResponseMessage Fail(HttpRequestMessage request, int status, bool isTaken, string body = "{}")
    {
        Known.Lose();
        if (isTaken)
        {
            Accept(request);
        }

        return Respond(status, body);
    }

    private static HttpResponseMessage Refuse(int status) => Respond(status, ModelJob.Error);

    private HttpResponseMessage RefuseAsNotFound(int status)
    {
        if (schedule.Change == Change.Delete)
        {
            Known.NotFind();
        }

        return Respond(status, ModelJob.Error);
    }

    private static HttpResponseMessage Respond(int status, string body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json"),
    };

    private static HttpResponseMessage Cut() => new(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) };

    private static HttpResponseMessage WithJob(HttpResponseMessage response, ModelJob job)
    {
        response.Headers.Add("X-Rutter-Job-ID", job.Id);
        return response;
    }

    private sealed class CutStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(new IOException("cut"));
    }
}
