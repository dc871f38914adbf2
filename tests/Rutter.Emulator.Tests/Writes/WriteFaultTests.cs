using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>What a client has to live through so that a transfer happens exactly once.</summary>
public sealed class WriteFaultTests() : WriteTestBase(new EmulatorOptions { EnforceRateLimit = false })
{
    [Fact]
    public async Task Dropped_before_the_commit_nothing_has_happened()
    {
        await DropsAsync(FaultKind.DropBeforeCommit, mode: null);

        Assert.Empty(Api.StoredTransfers());
        Assert.Null(Api.Emulator.Requests[0].JobId);
        Assert.Equal(200, (await CreateAsync(key: "key")).Status);
        Assert.Single(Api.StoredTransfers());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("async")]
    public async Task Dropped_after_the_commit_the_key_gives_the_lost_response(string? mode)
    {
        await DropsAsync(FaultKind.DropAfterCommit, mode);

        Assert.Single(Api.StoredTransfers());
        var replay = await CreateAsync(mode, key: "key");
        Assert.Equal(200, replay.Status);
        Assert.Equal(Api.Emulator.Requests[0].JobId, replay.Header("X-Rutter-Job-ID"));
        Assert.Single(Api.StoredTransfers());
    }

    [Fact]
    public async Task Dropped_after_the_commit_does_not_wait_for_the_job_delay()
    {
        using var api = TestApi.Start(new EmulatorOptions { TransferCount = 0, JobDelayMs = 3_600_000, EnforceRateLimit = false });
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.DropAfterCommit });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.WriteAsync("POST", TestApi.Transfers, Body("async")));

        Assert.Single(api.StoredTransfers());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(452)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(550)]
    public async Task An_error_without_job_id_has_not_executed_the_request(int status)
    {
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = status, Count = 1 });

        var response = await CreateAsync(key: "key");

        Assert.Equal(status, response.Status);
        Assert.Null(response.Header("X-Rutter-Job-ID"));
        Assert.Empty(Api.StoredTransfers());
        Assert.Equal(200, (await CreateAsync(key: "key")).Status);
    }

    [Theory]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.Html)]
    [InlineData(FaultKind.EmptyBody)]
    public async Task An_error_with_job_id_has_accepted_it(FaultKind kind)
    {
        Add(new EmulatorFault { Kind = kind, Status = 502, WithJobId = true, Count = 1 });

        var response = await CreateAsync(key: "key");

        Assert.Equal(502, response.Status);
        var job = await Api.JobAsync(response.Header("X-Rutter-Job-ID")!);
        Assert.Equal("success", job.Json.GetProperty("status").GetString());
        Assert.Equal(response.Header("X-Rutter-Job-ID"), (await CreateAsync(key: "key")).Header("X-Rutter-Job-ID"));
        Assert.Single(Api.StoredTransfers());
    }

    [Fact]
    public async Task A_request_that_cannot_be_accepted_gets_no_job_id_from_a_fault()
    {
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 500, WithJobId = true });

        IsRejected(await CreateAsync(change: transfer => transfer.Remove("total_amount")), 400, "INVALID_BODY");
    }

    [Fact]
    public async Task A_read_has_no_job_whatever_the_fault_says()
    {
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 500, WithJobId = true });

        var response = await Api.GetAsync(TestApi.Transfers);

        Assert.Equal((500, null), (response.Status, response.Header("X-Rutter-Job-ID")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("async")]
    public async Task A_job_can_be_made_to_fail_and_fails_again_under_its_key(string? mode)
    {
        Add(new EmulatorFault { Kind = FaultKind.JobFailure, Status = 451, HumanReadable = "Sign in to the platform again.", Count = 1 });

        var first = await CreateAsync(mode, key: "key");
        var second = await CreateAsync(mode, key: "key");
        var job = await Api.JobAsync(first.Header("X-Rutter-Job-ID")!);

        Assert.Equal(mode is null ? 451 : 202, first.Status);
        Assert.Equal(451, second.Status);
        Assert.Equal((451, "failure"), (job.Status, job.Json.GetProperty("status").GetString()));
        var error = job.Json.GetProperty("response").GetProperty("body");
        Assert.Equal("Sign in to the platform again.", error.GetProperty("error_metadata").GetProperty("human_readable").GetString());
        Assert.Empty(Api.StoredTransfers());
        Assert.Equal(200, (await CreateAsync(key: "new-key")).Status);
    }

    [Fact]
    public async Task A_job_failure_does_not_touch_reads()
    {
        Add(new EmulatorFault { Kind = FaultKind.JobFailure, Status = 500, Count = 1 });

        Assert.Equal(200, (await Api.GetAsync(TestApi.Transfers)).Status);
        Assert.Equal(500, (await CreateAsync()).Status);
    }

    [Fact]
    public async Task A_cut_response_has_committed()
    {
        Add(new EmulatorFault { Kind = FaultKind.CutBody, Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(key: "key"));

        Assert.Single(Api.StoredTransfers());
        Assert.Equal(200, (await CreateAsync(key: "key")).Status);
        Assert.Single(Api.StoredTransfers());
    }

    [Fact]
    public async Task A_client_that_repeats_with_its_key_gets_through_every_fault_exactly_once()
    {
        Add(new EmulatorFault { Kind = FaultKind.DropBeforeCommit, Probability = 0.15, Seed = 1 });
        Add(new EmulatorFault { Kind = FaultKind.DropAfterCommit, Probability = 0.15, Seed = 2 });
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 502, WithJobId = true, Probability = 0.1, Seed = 3 });
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 429, Probability = 0.1, Seed = 4 });

        for (var i = 0; i < 60; i++)
        {
            var key = $"key-{i}";
            for (var attempt = 1; !await TryCreateAsync(key); attempt++)
            {
                Assert.True(attempt < 50);
            }
        }

        Assert.Equal(60, Api.Emulator.TransferCount);
        Assert.True(Api.Emulator.Requests.Count > 60);
    }

    private async Task<bool> TryCreateAsync(string key)
    {
        try
        {
            return (await CreateAsync(key: key)).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task DropsAsync(FaultKind kind, string? mode)
    {
        Add(new EmulatorFault { Kind = kind, Count = 1 });
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(mode, key: "key"));
        Assert.Null(error.StatusCode);
    }

    private void Add(EmulatorFault fault) => Api.Emulator.AddFault(fault);
}
