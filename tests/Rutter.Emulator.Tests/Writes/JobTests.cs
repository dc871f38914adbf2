using System.Text.Json.Nodes;
using Rutter.Emulator.Jobs;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>Source: the public page "Basics", heading "Asynchronous Operations".</summary>
public sealed class JobTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task An_asynchronous_response_is_202_and_points_to_its_job()
    {
        using var test = Start(new EmulatorOptions { JobDelayMs = 1000, TimeProvider = time });

        var response = await test.CreateAsync("async");

        Assert.Equal(202, response.Status);
        var reference = response.Json.GetProperty("async_response");
        Assert.Equal(["id", "status", "response_url"], reference.EnumerateObject().Select(property => property.Name));
        Assert.Equal("prequeued", reference.GetProperty("status").GetString());
        Assert.Equal(response.Header("X-Rutter-Job-ID"), reference.GetProperty("id").GetString());
        Assert.Equal($"{test.Api.Emulator.BaseUri}/jobs/{response.Header("X-Rutter-Job-ID")}", reference.GetProperty("response_url").GetString());
    }

    [Fact]
    public async Task The_bare_response_of_the_documented_sample_can_be_asked_for()
    {
        using var test = Start(new EmulatorOptions { BareAsyncResponse = true });

        var response = await test.CreateAsync("async");

        Assert.Equal(202, response.Status);
        Assert.Equal(["id", "status", "response_url"], response.Json.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_job_goes_from_prequeued_to_pending_to_success_and_its_status_becomes_its_own()
    {
        using var test = Start(new EmulatorOptions { JobDelayMs = 1000, TimeProvider = time });
        var id = (await test.CreateAsync("async", key: "the-key")).Header("X-Rutter-Job-ID")!;
        await time.TimerAsync();

        var prequeued = await test.Api.JobAsync(id);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await time.TimerAsync();
        var pending = await test.Api.JobAsync(id);
        Assert.Empty(test.Api.StoredTransfers());
        time.Advance(TimeSpan.FromMilliseconds(500));
        await Eventually.TrueAsync(() => test.Api.Emulator.TransferCount == 1);
        var finished = await FinishedAsync(test.Api, id);

        Assert.Equal((202, "prequeued"), (prequeued.Status, prequeued.Json.GetProperty("status").GetString()));
        Assert.Equal((202, "pending"), (pending.Status, pending.Json.GetProperty("status").GetString()));
        Assert.False(pending.Json.TryGetProperty("response", out _));
        Assert.Equal((200, "success"), (finished.Status, finished.Json.GetProperty("status").GetString()));
        Assert.Equal(["id", "status", "request", "response"], finished.Json.EnumerateObject().Select(property => property.Name));
        var request = finished.Json.GetProperty("request");
        Assert.Equal($"{test.Api.Emulator.BaseUri}/accounting/bank_transfers", request.GetProperty("url").GetString());
        Assert.Equal(("POST", "the-key"), (request.GetProperty("method").GetString(), request.GetProperty("idempotency_key").GetString()));
        Assert.Equal(test.BodyOf("async"), request.GetProperty("body").GetRawText());
        var response = finished.Json.GetProperty("response");
        Assert.Equal(200, response.GetProperty("http_status").GetInt32());
        Assert.Equal(
            (string)Assert.Single(test.Api.StoredTransfers())["id"]!,
            response.GetProperty("body").GetProperty("bank_transfer").GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_webhook_form_of_the_documented_sample_can_be_asked_for()
    {
        using var test = Start(new EmulatorOptions { WebhookFormJobs = true });
        var id = (await test.CreateAsync("async")).Header("X-Rutter-Job-ID")!;

        var job = await test.Api.JobAsync(id);

        Assert.Equal(["type", "code", "job"], job.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("JOB", "JOB_COMPLETED"), (job.Json.GetProperty("type").GetString(), job.Json.GetProperty("code").GetString()));
        Assert.Equal(id, job.Json.GetProperty("job").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_failed_job_is_answered_with_its_own_status()
    {
        using var test = Start(new EmulatorOptions());
        var id = (await test.CreateAsync("async", change: transfer => transfer["debit_account_id"] = "none")).Header("X-Rutter-Job-ID")!;

        var job = await test.Api.JobAsync(id);

        Assert.Equal((450, "failure"), (job.Status, job.Json.GetProperty("status").GetString()));
        Assert.Equal("ACCOUNT_NOT_FOUND", job.Json.GetProperty("response").GetProperty("body").GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task A_synchronous_write_waits_for_its_job()
    {
        using var test = Start(new EmulatorOptions { JobDelayMs = 1000, TimeProvider = time });
        var waiting = test.CreateAsync();
        await RunToTheEndAsync(() => waiting.IsCompleted);

        var response = await waiting;

        Assert.Equal(200, response.Status);
        Assert.NotNull(response.Header("X-Rutter-Job-ID"));
        Assert.Equal("bank_transfer", Assert.Single(response.Json.EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_synchronous_write_gives_up_after_30_seconds_and_its_job_goes_on()
    {
        using var test = Start(new EmulatorOptions { JobDelayMs = 120_000, TimeProvider = time });
        var waiting = test.CreateAsync("prefer_sync");

        // The job's first half and the wait of the response.
        await time.TimerAsync();
        await time.TimerAsync();
        time.Advance(JobRunner.SynchronousWait - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var response = await waiting;

        Assert.Equal((202, "prequeued"), (response.Status, response.Json.GetProperty("async_response").GetProperty("status").GetString()));
        time.Advance(TimeSpan.FromSeconds(30));
        await time.TimerAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, (await FinishedAsync(test.Api, response.Header("X-Rutter-Job-ID")!)).Status);
    }

    [Fact]
    public async Task The_access_token_is_in_a_jobs_url_only_when_a_test_wants_it_there()
    {
        using var without = Start(new EmulatorOptions());
        using var with = Start(new EmulatorOptions { AccessTokenInJobUrl = true });

        Assert.DoesNotContain(without.Api.Emulator.AccessToken, (await UrlAsync(without))!, StringComparison.Ordinal);
        Assert.EndsWith($"?access_token={with.Api.Emulator.AccessToken}", await UrlAsync(with), StringComparison.Ordinal);

        static async Task<string?> UrlAsync(Harness test)
        {
            var job = await test.Api.JobAsync((await test.CreateAsync("async")).Header("X-Rutter-Job-ID")!);
            return job.Json.GetProperty("request").GetProperty("url").GetString();
        }
    }

    [Fact]
    public async Task An_unknown_job_is_410()
    {
        using var test = Start(new EmulatorOptions());

        var response = await test.Api.JobAsync("00000000-0000-0000-0000-000000000000");

        Assert.Equal((410, "NOT_FOUND"), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task A_transfer_that_is_deleted_before_its_update_runs_fails_the_update()
    {
        using var test = Start(new EmulatorOptions { JobDelayMs = 1000, TimeProvider = time });
        var created = test.CreateAsync();
        await RunToTheEndAsync(() => created.IsCompleted);
        var path = $"{TestApi.Transfers}/{(await created).Json.GetProperty("bank_transfer").GetProperty("id").GetString()}";
        await test.Api.WriteAsync("DELETE", path, """{"response_mode":"async"}""");
        var update = await test.Api.WriteAsync("PATCH", path, test.BodyOf("async"));
        Assert.Equal(202, update.Status);

        await RunToTheEndAsync(() => test.Api.Emulator.TransferCount == 0);

        Assert.Equal(410, (await FinishedAsync(test.Api, update.Header("X-Rutter-Job-ID")!)).Status);
        Assert.Empty(test.Api.StoredTransfers());
    }

    [Fact]
    public async Task A_reset_abandons_running_jobs()
    {
        using var test = Start(new EmulatorOptions { JobDelayMs = 1000, TimeProvider = time });
        var waiting = test.CreateAsync();
        await time.TimerAsync();
        await time.TimerAsync();

        test.Api.Emulator.Reset();

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(test.Api.StoredTransfers());
    }

    private static Harness Start(EmulatorOptions options) => new(options);

    private static async Task<ApiResponse> FinishedAsync(TestApi api, string id)
    {
        // If the job does not end the loop, the rate window does, because its clock does not move.
        var job = await api.JobAsync(id);
        while (job.Status == 202)
        {
            job = await api.JobAsync(id);
        }

        return job;
    }

    private Task RunToTheEndAsync(Func<bool> condition) => Eventually.TrueAsync(condition, () => time.Advance(TimeSpan.FromMilliseconds(100)));

    private sealed class Harness(EmulatorOptions options) : WriteTestBase(options)
    {
        public new TestApi Api => base.Api;

                public string BodyOf(string mode) => Body(mode);

        public new Task<ApiResponse> CreateAsync(string? mode = null, string? key = null, Action<JsonObject>? change = null) =>
            base.CreateAsync(mode, key, change);
    }
}
