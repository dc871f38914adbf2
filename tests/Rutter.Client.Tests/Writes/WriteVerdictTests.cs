using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Writes;
using Xunit;

namespace Rutter.Client.Tests.Writes;

/// <summary>The verdict on a write for every kind of response.</summary>
public sealed class WriteVerdictTests
{
    private const string Key = "key-1";
    private const string Page = "<html>Sign in</html>";
    private const string Error = """{"error_type":"X","error_code":"Y","error_message":"Z"}""";
    private const string Transfer = """{"bank_transfer":{"id":"t1","total_amount":123.45}}""";
    private const string Failed = """{"code":"failed","success":false}""";
    private const string NotFound = """{"code":"not_found","success":false}""";

    private static readonly Scripted Accepted = new(202, """{"id":"j1","status":"prequeued"}""");
    private static readonly WriteOptions Options = new() { Polling = new JobPolling { Timeout = TimeSpan.FromMinutes(5) } };

    /// <summary>A deletion, and what is known of it.</summary>
    public sealed record DeletionCase(string Name, WriteState State, params Scripted[] Script)
    {
        public int Retries { get; init; } = 4;

        public bool IsError { get; init; }

        public override string ToString() => Name;
    }

    public static TheoryData<Scripted> PollsThatFail { get; } =
        [
            Scripted.Lost, new Scripted(401, Error), new Scripted(404, Error), new Scripted(410, Error), new Scripted(200, Page),
            new Scripted(404, Page), new Scripted(200, "[null]"), new Scripted(200, """{"id":"another","status":"success"}"""),
        ];

    public static TheoryData<DeletionCase> Deletions { get; } =
    [
        new DeletionCase("a response is lost, then 410", WriteState.Done, Scripted.Lost, new(410, Error)),
        new DeletionCase("a response is lost, then 404", WriteState.Done, Scripted.Lost, new(404, Error)),
        new DeletionCase("a response is lost, then not_found", WriteState.Done, Scripted.Lost, new(200, NotFound)),
        new DeletionCase("a response is lost, then a job finds nothing", WriteState.Done, Scripted.Lost, Accepted, Ended("failure", "410", Error)),
        new DeletionCase("a response is lost, then a web page with 404", WriteState.Unknown, Scripted.Lost, new(404, Page)) { IsError = true },
        new DeletionCase("429, then not_found", WriteState.NotDone, new(429, Error), new(200, NotFound)) { IsError = true },
        new DeletionCase("no connection, then not_found", WriteState.NotDone, Scripted.NoConnection, new(200, NotFound)) { IsError = true },
        new DeletionCase("not_found at once", WriteState.NotDone, new Scripted(200, NotFound)) { IsError = true },
        new DeletionCase("410 at once", WriteState.NotDone, new Scripted(410, Error)) { IsError = true },
        new DeletionCase("failed without success", WriteState.NotDone, new Scripted(200, Failed)) { IsError = true },
        new DeletionCase("a job that failed without success", WriteState.NotDone, Accepted, Ended("success", "200", Failed)) { IsError = true },
        new DeletionCase("deleted without success", WriteState.Unknown, new Scripted(200, """{"code":"deleted","success":false}"""))
        {
            IsError = true,
        },
        new DeletionCase("a code that nobody knows", WriteState.Unknown, new Scripted(200, """{"code":"later"}""")) { IsError = true },
        new DeletionCase("a code that nobody knows, with success", WriteState.Done, new Scripted(200, """{"code":"archived","success":true}""")),
        new DeletionCase("a response is lost, and there are no retries", WriteState.Unknown, Scripted.Lost) { Retries = 0, IsError = true },
    ];

    public static TheoryData<string> OddStatuses { get; } = ["null", "\"200\"", "200.0", "{}", "[200]", "true", "1e400", "\"\\ud800\""];

    public static TheoryData<string> OddJobs { get; } =
    [
        """{"id":"j1","status":"success","response":null}""",
        """{"id":"j1","status":"success"}""",
        """{"id":"j1","status":"success","response":[]}""",
        """{"id":"j1","status":"success","response":{"http_status":200,"body":null}}""",
        """{"id":"j1","status":"success","response":{"http_status":200,"body":"\ud800"}}""",
        """{"id":"j1","status":"success","response":{"http_status":200,"body":{"bank_transfer":[]}}}""",
        """{"id":"j1","status":"success","response":{"http_status":200,"body":{"bank_transfer":{"total_amount":1e400}}}}""",
        """{"id":"j1","status":"success","request":"\ud800","response":{"http_status":200,"body":{"bank_transfer":{"transaction_date":"\ud800"}}}}""",
        """{"id":"j1","status":"failure"}""",
        """{"id":"j1","status":"failure","response":{"http_status":"x","body":{"error_message":"\udc00","error_metadata":[1]}}}""",
        """{"id":"j1","status":"success","response":{"http_status":450,"body":{}}}""",
        """{"id":"j1","status":"success","response":{"body":{"error_code":"X"}}}""",
        """{"id":"j1","status":null}""",
        """{"id":null,"status":"success"}""",
        """{"job":null}""",
        "[]",
        "",
    ];

    [Theory]
    [MemberData(nameof(PollsThatFail))]
    public async Task An_accepted_write_whose_job_cannot_be_read_is_unknown(Scripted poll)
    {
        foreach (var isUpdate in new[] { false, true })
        {
            var writer = new ResponseScript(Accepted, poll).Client(retries: 2).Writer(BankTransfer.Definition);
            var failure = await FailureOf(isUpdate
                ? writer.UpdateAsync("t1", [], [], new WriteEvidence(Key), Options, TestContext.Current.CancellationToken)
                : writer.CreateAsync([], Key, Options, TestContext.Current.CancellationToken));
            AssertUnknown(failure);
            Assert.Contains("Job j1 cannot be read", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_job_whose_id_no_path_can_hold_is_unknown()
    {
        var handler = new ResponseScript(new Scripted(202, """{"id":"a/b","status":"prequeued"}"""));
        var failure = await FailureOf(CreateAsync(handler));
        AssertUnknown(failure, "a/b");
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_job_that_does_not_end_in_time_is_unknown()
    {
        var handler = new ResponseScript(Accepted);
        var failure = await FailureOf(CreateAsync(handler));
        AssertUnknown(failure);
        Assert.Equal("JobTimeout", failure.Meaning.ErrorId);
    }

    [Fact]
    public async Task A_clock_that_is_set_anew_neither_ends_nor_prolongs_a_wait()
    {
        Scripted pending = new(202, """{"id":"j1","status":"pending"}""");
        var handler = new ResponseScript(Accepted, pending, pending, pending, Ended("success", "200", Transfer));
        var options = new WriteOptions { Polling = new JobPolling { Interval = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromMinutes(10) } };
        var days = 1;
        var clock = new ManualTime { PassesWaitsUpTo = TimeSpan.FromSeconds(10), WallClock = now => now.AddDays(days = -days) };
        var writer = handler.Client(clock: clock).Writer(BankTransfer.Definition);
        var result = await writer.CreateAsync([], Key, options, TestContext.Current.CancellationToken).WaitAsync(
            TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("t1", result.Value?.Id);
    }

    [Theory]
    [InlineData("""{"id":"j1","response_url":"https://x/jobs/j1"}""", null)]
    [InlineData("", "j1")]
    [InlineData("""{"async_response":{"id":"j1","status":"some_new_status"}}""", null)]
    [InlineData("""{"type":"JOB","job":{"id":"j1","status":"pending"}}""", null)]
    public async Task A_job_is_followed_in_whatever_form_it_is_named(string body, string? header)
    {
        var handler = new ResponseScript(new Scripted(202, body, header), Ended("success", "200", Transfer));
        var result = await CreateAsync(handler);
        Assert.Equal("t1", result.Value?.Id);
        Assert.Equal("GET /versioned/jobs/j1", handler.Requests[^1]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(450)]
    [InlineData(503)]
    public async Task An_error_that_names_a_job_is_never_sent_again(int status)
    {
        var handler = new ResponseScript(new Scripted(status, Error, "j1"), Ended("success", "200", Transfer));
        var result = await CreateAsync(handler, retries: 4);
        Assert.Equal("t1", result.Value?.Id);
        Assert.Equal(["POST /versioned/accounting/bank_transfers", "GET /versioned/jobs/j1"], handler.Requests);
    }

    [Fact]
    public async Task The_job_that_a_409_names_is_that_of_another_request()
    {
        var handler = new ResponseScript(new Scripted(409, Error, "j1"), Ended("success", "200", Transfer));
        var failure = await FailureOf(CreateAsync(handler));
        Assert.Equal(WriteState.NotDone, failure.Verdict?.State);
        Assert.DoesNotContain("new key", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Theory]
    [MemberData(nameof(OddStatuses))]
    public async Task A_job_ends_whatever_its_http_status_is(string status)
    {
        var handler = new ResponseScript(Accepted, Ended("success", status, Transfer));
        var result = await CreateAsync(handler);
        Assert.Equal(123.45m, result.Value?.TotalAmount);
        Assert.Equal(Key, result.IdempotencyKey);
    }

    [Theory]
    [MemberData(nameof(OddJobs))]
    public async Task A_contradictory_job_is_an_error_with_the_key(string job)
    {
        var failure = await FailureOf(CreateAsync(new ResponseScript(Accepted, new Scripted(200, job))));
        Assert.True(failure.MayHaveSucceeded);
        Assert.Equal(Key, failure.IdempotencyKey);
        Assert.Equal("j1", failure.JobId);
        Assert.NotEqual("UnexpectedFailure", failure.Meaning.ErrorId);
        Assert.DoesNotContain("new key", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(450, WriteState.NotDone)]
    [InlineData(400, WriteState.NotDone)]
    [InlineData(408, WriteState.Unknown)]
    [InlineData(500, WriteState.Unknown)]
    [InlineData(550, WriteState.Unknown)]
    public async Task A_new_key_is_offered_only_when_the_change_is_known_not_to_have_happened(int status, WriteState state)
    {
        var failure = await FailureOf(CreateAsync(new ResponseScript(Accepted, Ended("failure", $"{status}", Error))));
        Assert.Equal(state, failure.Verdict?.State);
        Assert.Equal(state == WriteState.NotDone, failure.RecommendedAction.Contains("new key", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task The_verdict_on_a_deletion_follows_from_all_its_attempts(DeletionCase deletion)
    {
        var evidence = new WriteEvidence(null, isRepeatable: true);
        var writing = new ResponseScript(deletion.Script).Client(deletion.Retries).Writer(BankTransfer.Definition)
            .DeleteAsync("t1", evidence, Options, TestContext.Current.CancellationToken);
        if (deletion.IsError)
        {
            var failure = await FailureOf(writing);
            Assert.Equal(deletion.State, failure.Verdict?.State);
        }
        else
        {
            Assert.True((await writing).Value?.Success);
        }

        Assert.Equal(deletion.State, evidence.Verdict.State);
    }

    [Fact]
    public async Task A_row_that_was_cancelled_before_it_was_sent_is_not_done()
    {
        var evidence = new WriteEvidence(Key);
        var writer = new ResponseScript(Accepted).Client().Writer(BankTransfer.Definition);
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.CreateAsync([], evidence, Options, cancelled));
        Assert.Equal(WriteState.NotDone, evidence.Verdict.State);
        Assert.False(evidence.Verdict.WasSent);
    }

    [Fact]
    public async Task An_update_whose_object_cannot_be_read_was_not_sent_and_keeps_its_key()
    {
        var handler = new ResponseScript(new Scripted(503, Error));
        var failure = await FailureOf(handler.Client().Writer(BankTransfer.Definition).UpdateAsync(
            "t1", [new("memo", "x")], ["total_amount"], new WriteEvidence(Key), Options, TestContext.Current.CancellationToken));
        Assert.Equal(WriteState.NotDone, failure.Verdict?.State);
        Assert.Equal(Key, failure.IdempotencyKey);
        Assert.Equal(["GET /versioned/accounting/bank_transfers/t1"], handler.Requests);
    }

    private static Task<WriteResult<BankTransfer>> CreateAsync(ResponseScript handler, int retries = 0) =>
        handler.Client(retries).Writer(BankTransfer.Definition).CreateAsync([], Key, Options, TestContext.Current.CancellationToken);

    private static Scripted Ended(string status, string httpStatus, string body) => new(
        200,
        $$$"""
        {"id":"j1","status":"{{{status}}}","request":{"method":"POST","url":"/x"},"response":{"http_status":{{{httpStatus}}},"body":{{{body}}} }}
        """);

    private static async Task<RutterApiException> FailureOf(Task writing) => await Assert.ThrowsAsync<RutterApiException>(() => writing);

    private static void AssertUnknown(RutterApiException failure, string jobId = "j1")
    {
        Assert.Equal(WriteState.Unknown, failure.Verdict?.State);
        Assert.True(failure.MayHaveSucceeded);
        Assert.Equal(Key, failure.IdempotencyKey);
        Assert.Equal(jobId, failure.JobId);
        Assert.Contains($"under the idempotency key {Key}", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("new key", failure.RecommendedAction, StringComparison.Ordinal);
    }
}
