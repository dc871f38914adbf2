using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Writes;
using Xunit;

namespace Rutter.Client.Tests.Jobs;

/// <summary>What is kept of a job, and what its result is.</summary>
public sealed class JobReadingTests
{
    private static readonly JobPolling Polling = new() { Timeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_job_keeps_what_the_api_sends_and_no_secret()
    {
        var job = await Read($$$"""
            {"id":"j1","status":"success","response_url":"https://rutter.example/jobs/j1?access_token=stolen","priority":{"level":[1,"high"]},
             "secret":"stolen","request":{"method":"POST","url":"/x?access_token=stolen","retries":2,
             "body":{"memo":"rent","access_token":"stolen","note":"{{{Clients.Secret}}}"}},
             "response":{"http_status":200,"body":{},"took_ms":7}}
            """);
        Assert.Equal("https://rutter.example/jobs/j1?access_token=***", job.ResponseUrl);
        Assert.Contains("rent", job.RequestJson, StringComparison.Ordinal);
        Assert.Equal(["priority", "secret", "request", "response"], job.AdditionalProperties!.Keys);
        Assert.Equal(2L, ((IReadOnlyDictionary<string, object?>)job.AdditionalProperties["request"]!)["retries"]);
        Assert.Equal(7L, ((IReadOnlyDictionary<string, object?>)job.AdditionalProperties["response"]!)["took_ms"]);
        var shown = $"{job} {job.RequestJson} {job.ResponseUrl} {job.AdditionalProperties["secret"]}";
        Assert.DoesNotContain("stolen", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Clients.Secret, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_disturbs_no_other()
    {
        var jobs = new ResponseScript(new Scripted(200, """{"id":"j2","status":"success"}""")).Client().Jobs;
        var outcomes = new Dictionary<string, JobOutcome>();
        await foreach (var outcome in jobs.WaitAsync(["a/b", "j2", ".."], Polling, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome.JobId, outcome);
        }

        Assert.Equal("success", outcomes["j2"].Job?.Status);
        Assert.All(["a/b", ".."], id =>
        {
            Assert.Equal(WriteState.Unknown, outcomes[id].Failure?.Verdict?.State);
            Assert.Equal(id, outcomes[id].Failure?.JobId);
        });
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task The_outcome_of_an_unreadable_job_is_unknown_and_its_key_is_kept(int status)
    {
        var jobs = new ResponseScript(new Scripted(status)).Client().Jobs;
        var known = new RutterJob { Id = "j1", Status = "pending", IdempotencyKey = "key-1" };
        await foreach (var outcome in jobs.WaitAsync([known], Polling, TestContext.Current.CancellationToken))
        {
            Assert.Equal(WriteState.Unknown, outcome.Failure?.Verdict?.State);
            Assert.Equal("key-1", outcome.Failure?.IdempotencyKey);
            Assert.True(outcome.Failure?.Verdict?.WasSent);
            Assert.DoesNotContain("new key", outcome.Failure?.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_result_of_a_job_is_of_its_kind()
    {
        const string Transfer = """{"bank_transfer":{"id":"t1"}}""";
        Assert.IsType<BankTransfer>(await Result("POST", "/versioned/accounting/bank_transfers", Transfer));
        Assert.IsType<BankTransfer>(await Result("PATCH", "https://h/versioned/accounting/bank_transfers/t1?x=y", Transfer));
        const string Gone = """{"code":"deleted","success":true,"archived":"no"}""";
        var deleted = Assert.IsType<JobDeletion>(await Result("DELETE", "/versioned/accounting/bank_transfers/t%201", Gone));
        Assert.Equal("t 1", deleted.Id);
        Assert.Equal("deleted", deleted.Deletion.Code);
        Assert.Equal("no", deleted.Deletion.AdditionalProperties?["archived"]);
        Assert.Equal("""{"attachment":{}}""", await Result("POST", "/versioned/accounting/bank_transfers/t1/attachments", """{"attachment":{}}"""));
        Assert.Equal("[]", await Result("POST", "/versioned/something/else", "[]"));
    }

    [Fact]
    public async Task A_failed_deletion_is_an_error_and_not_a_result()
    {
        const string Failed = """{"code":"failed","success":false}""";
        var failure = await Assert.ThrowsAsync<RutterApiException>(() => Result("DELETE", "/x/accounting/bank_transfers/t1", Failed));
        Assert.Equal("NotDeleted", failure.Meaning.ErrorId);
        Assert.Equal(WriteState.NotDone, failure.Verdict?.State);
    }

    private static async Task<object?> Result(string method, string url, string body)
    {
        var jobs = new ResponseScript(new Scripted(200)).Client().Jobs;
        return JobResults.Read(jobs, await Read(
            $$$"""
            {"id":"j1","status":"success","request":{"method":"{{{method}}}","url":"{{{url}}}"},"response":{"http_status":200,"body":{{{body}}} }}
            """));
    }

    private static async Task<RutterJob> Read(string json) =>
        await new ResponseScript(new Scripted(200, json)).Client().Jobs.GetAsync("j1", TestContext.Current.CancellationToken);
}
