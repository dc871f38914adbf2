using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Jobs;

public sealed class JobClientTests
{
    private const string Id = "3446b185-117f-46bc-939b-aa53de5c35c1";

    // The documented example, with a body that is whole JSON.
    private const string WebhookForm = $$$$$"""{"type":"JOB","code":"JOB_COMPLETED","job":{"id":"{{{{{Id}}}}}","status":"success","request":{"url":"https://production.rutterapi.com/versioned/products?access_token=stolen","method":"POST","body":{}},"response":{"http_status":200,"body":{"a":1}}}}""";

    private static readonly string[] StatusesOnTheWay = ["prequeued", "pending", "some_new_status"];
    private static readonly JobPolling Quick = new() { Interval = TimeSpan.FromMilliseconds(20) };

    public static TheoryData<string> Forms { get; } =
    [
        WebhookForm,
        $$$$$"""{"id":"{{{{{Id}}}}}","status":"success","request":{"url":"/versioned/products","method":"POST"},"response":{"http_status":200,"body":{"a":1}}}""",
        $$$$$"""{"async_response":{"id":"{{{{{Id}}}}}","status":"success","request":{"url":"https://h/versioned/products","method":"POST"},"response":{"http_status":200,"body":{"a":1}}}}""",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_job_is_read_in_every_form_it_comes_in(string body)
    {
        await using var server = new RawServer(RawResponse.Json(body, 200, "X-Rutter-Request-ID: r1"));
        var job = await Clients.For(server.BaseAddress).Jobs.GetAsync(Id, TestContext.Current.CancellationToken);
        Assert.Equal(Id, job.Id);
        Assert.True(job.IsCompleted);
        Assert.Equal("POST", job.Method);
        Assert.Equal("/versioned/products", job.Path);
        Assert.Equal(200, job.HttpStatus);
        Assert.Equal("""{"a":1}""", job.ResponseJson);
        Assert.Equal("r1", job.RequestId);
        Assert.DoesNotContain("stolen", job.ToString(), StringComparison.Ordinal);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith($"GET /versioned/jobs/{Id} HTTP/1.1", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_waited_for_through_every_status_that_is_not_its_last()
    {
        await using var server = new RawServer(
            [.. StatusesOnTheWay.Select(status => RawResponse.Json($$$$$"""{"id":"{{{{{Id}}}}}","status":"{{{{{status}}}}}"}""", 202)),
                RawResponse.Json(WebhookForm)]);
        var job = await Clients.For(server.BaseAddress).Jobs.WaitAsync(Id, Quick, TestContext.Current.CancellationToken);
        Assert.Equal(JobStatus.Success, job.Status);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(450, "PlatformBadRequest")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalServerError")]
    [InlineData(502, "BadGateway")]
    public async Task A_poll_that_answers_with_an_error_status_and_a_job_is_a_job_that_failed(int status, string errorId)
    {
        var body = $$$$$"""{"id":"{{{{{Id}}}}}","status":"failure","request":{"method":"POST","url":"/x","idempotency_key":"k1"},"response":{"http_status":{{{{{status}}}}},"body":{"error_message":"raw","error_metadata":{"human_readable":"The books are closed."}}}}""";
        await using var server = new RawServer(RawResponse.Json(body, status));
        var jobs = Clients.For(server.BaseAddress, retries: 3).Jobs;
        var job = await jobs.WaitAsync(Id, Quick, TestContext.Current.CancellationToken);
        Assert.Equal(JobStatus.Failure, job.Status);
        Assert.Single(server.Requests);
        var failure = jobs.FailureOf(job)!;
        Assert.Equal(errorId, failure.Meaning.ErrorId);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(Id, failure.JobId);
        Assert.Equal("k1", failure.IdempotencyKey);
        Assert.StartsWith("The books are closed.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_that_fails_is_retried_and_then_an_outcome_of_its_own()
    {
        await using var server = new RawServer(RawResponse.Json("{}", 503, "Retry-After: 0"), RawResponse.Json(WebhookForm));
        Assert.True((await Clients.For(server.BaseAddress, retries: 1).Jobs.WaitAsync(Id, Quick, TestContext.Current.CancellationToken)).IsCompleted);
        await using var failing = new RawServer(RawResponse.Json("""{"error_message":"gone"}""", 410));
        var outcomes = new List<JobOutcome>();
        await foreach (var outcome in Clients.For(failing.BaseAddress).Jobs.WaitAsync([Id], Quick, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        Assert.Equal(410, Assert.Single(outcomes).Failure?.StatusCode);
    }

    [Fact]
    public async Task A_job_that_does_not_end_in_time_is_a_timeout_with_its_id()
    {
        await using var server = new RawServer(
            [.. Enumerable.Repeat(RawResponse.Json($$$$$"""{"id":"{{{{{Id}}}}}","status":"pending"}""", 202), 200)]);
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).Jobs.WaitAsync(
                Id, Quick with { Timeout = TimeSpan.FromSeconds(0.3) }, TestContext.Current.CancellationToken));
        Assert.Equal(RutterErrorCategory.OperationTimeout, failure.Meaning.Category);
        Assert.Equal(Id, failure.JobId);
        Assert.Contains("pending", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_asked_for_no_more_often_than_its_back_off_says()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 2, JobDelayMs = 2000 });
        var ids = await StartJobsAsync(emulator, 20);
        emulator.ClearRequests();
        var polling = new JobPolling();
        var client = new RutterClient(new RutterClientOptions
            { BaseAddress = emulator.BaseUri, ClientId = emulator.ClientId, ClientSecret = new Secret(emulator.ClientSecret) });
        await foreach (var outcome in client.Jobs.WaitAsync(ids, polling, TestContext.Current.CancellationToken))
        {
            Assert.Equal(JobStatus.Success, outcome.Job?.Status);
        }

        // The log has the arrival of a poll; the interval starts at its response, and so can only be longer.
        foreach (var polls in emulator.Requests.GroupBy(request => request.Path).Select(group => group.Select(request => request.At).ToList()))
        {
            Assert.True(polls.Count > 1);
            Assert.All(
                Enumerable.Range(1, polls.Count - 1),
                i => Assert.True(polls[i] - polls[i - 1] >= polling.IntervalAfter(i) - TimeSpan.FromMilliseconds(30)));
        }
    }

    [Fact]
    public async Task Two_thousand_jobs_are_waited_for_in_one_loop_inside_the_rate_window()
    {
        const int Count = 2000;
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 2, EnforceRateLimit = false });
        var ids = await StartJobsAsync(emulator, Count);
        emulator.ClearRequests();
        var client = new RutterClient(new RutterClientOptions
        {
            BaseAddress = emulator.BaseUri,
            ClientId = emulator.ClientId,
            ClientSecret = new Secret(emulator.ClientSecret),
        });
        var ended = new List<string>();
        await foreach (var outcome in client.Jobs.WaitAsync(ids, new JobPolling(), TestContext.Current.CancellationToken))
        {
            Assert.True(outcome.Job?.IsCompleted);
            ended.Add(outcome.JobId);
        }

        Assert.Equal(ids.Order(), ended.Order());
        var times = emulator.Requests.Select(request => request.At).Order().ToList();
        Assert.Equal(Count, times.Count);
        Assert.All(
            Enumerable.Range(0, Count - 500),
            i => Assert.True(times[i + 500] - times[i] >= TimeSpan.FromSeconds(9.9), "More than 500 requests in a window."));
    }

    // Made without the client, whose rate window would take its time here already.
    private static async Task<List<string>> StartJobsAsync(RutterEmulator emulator, int count)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Rutter-Version", "2024-08-31");
        http.DefaultRequestHeaders.Authorization = new(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{emulator.ClientId}:{emulator.ClientSecret}")));
        var transfer = emulator.GetObjects("bank_transfers")[0];
        var body = $$$$$"""{"response_mode":"async","bank_transfer":{"credit_account_id":"{{{{{transfer["credit_account_id"]}}}}}","debit_account_id":"{{{{{transfer["debit_account_id"]}}}}}","total_amount":1}}""";
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(
                new Uri($"{emulator.BaseUri}/accounting/bank_transfers?access_token={emulator.AccessToken}"),
                content,
                TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
            ids.Add(response.Headers.GetValues("X-Rutter-Job-ID").Single());
        }

        return ids;
    }
}
