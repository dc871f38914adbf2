using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Writes;
using Xunit;

namespace Rutter.Client.Tests.Writes;

/// <summary>What a write makes of the responses that the public pages show, and of those they do not.</summary>
public sealed class ResourceWriterTests
{
    private const string Key = "key-1";
    private const string Job = "b7ed4fa7-dcc9-4f53-a994-7504a592cefe";
    private const string Transfer = """{"bank_transfer":{"id":"t1","total_amount":123.45}}""";

    private static readonly WriteOptions Quick =
        new() { Polling = new JobPolling { Interval = TimeSpan.FromMilliseconds(10), Timeout = TimeSpan.FromSeconds(20) } };
    private static readonly string DoneJob = $$$$$"""{"id":"{{{{{Job}}}}}","status":"success","request":{"method":"POST","url":"/x"},"response":{"http_status":200,"body":{{{{{Transfer}}}}}}}""";

    // Bare as in the documented sample, and wrapped as in the public specification.
    public static TheoryData<string> AsyncResponses { get; } =
    [
        $$$$$"""{"id":"{{{{{Job}}}}}","status":"prequeued","response_url":"http://ELSEWHERE/versioned/jobs/{{{{{Job}}}}}"}""",
        $$$$$"""{"async_response":{"id":"{{{{{Job}}}}}","status":"prequeued","response_url":"http://ELSEWHERE/jobs/{{{{{Job}}}}}"}}""",
    ];

    [Theory]
    [MemberData(nameof(AsyncResponses))]
    public async Task A_job_is_read_at_the_address_built_from_its_id(string response)
    {
        await using var elsewhere = new RawServer(RawResponse.Json(DoneJob));
        await using var server = new RawServer(
            RawResponse.Json(response.Replace("ELSEWHERE", elsewhere.BaseAddress.Authority, StringComparison.Ordinal), 202),
            RawResponse.Json(DoneJob));
        var result = await WriterFor(server).CreateAsync([new("total_amount", 123.45m)], Key, Quick, TestContext.Current.CancellationToken);
        Assert.Equal("t1", result.Value?.Id);
        Assert.Equal(Job, result.JobId);
        Assert.Equal(Key, result.IdempotencyKey);
        Assert.StartsWith($"GET /versioned/jobs/{Job} ", server.Requests.Last(), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_response_in_time_is_the_result()
    {
        await using var server = new RawServer(RawResponse.Json(Transfer, 200, "X-Rutter-Job-ID: j9", "X-Rutter-Request-ID: r9"));
        var result = await WriterFor(server).CreateAsync(
            [], Key, Quick with { ResponseMode = ResponseMode.PreferSync }, TestContext.Current.CancellationToken);
        Assert.Equal(123.45m, result.Value?.TotalAmount);
        Assert.Equal("j9", result.JobId);
        Assert.Equal("r9", result.RequestId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_write_without_waiting_returns_the_job()
    {
        await using var server = new RawServer(RawResponse.Json(AsyncResponses.First().Data, 202));
        var result = await WriterFor(server).CreateAsync([], Key, Quick with { NoWait = true }, TestContext.Current.CancellationToken);
        Assert.Null(result.Value);
        Assert.Equal(Job, result.Job?.Id);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(452)]
    [InlineData(550)]
    public async Task An_error_that_names_a_job_is_decided_by_the_job(int status)
    {
        await using var server = new RawServer(RawResponse.Json("{}", status, $"X-Rutter-Job-ID: {Job}"), RawResponse.Json(DoneJob));
        Assert.Equal("t1", (await WriterFor(server).CreateAsync([], Key, Quick, TestContext.Current.CancellationToken)).Value?.Id);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_job_that_failed_is_the_failure_of_the_write_and_asks_for_a_new_key()
    {
        var failed = $$$$$"""{"id":"{{{{{Job}}}}}","status":"failure","request":{"method":"POST","url":"/x"},"response":{"http_status":450,"body":{"error_code":"CLOSED","error_message":"raw","error_metadata":{"human_readable":"The books are closed."}}}}""";
        await using var server = new RawServer(RawResponse.Json(AsyncResponses.First().Data, 202), RawResponse.Json(failed, 450));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => WriterFor(server).CreateAsync([], Key, Quick, TestContext.Current.CancellationToken));
        Assert.Equal("CLOSED", failure.ErrorCode);
        Assert.Equal(Job, failure.JobId);
        Assert.Equal(Key, failure.IdempotencyKey);
        Assert.False(failure.MayHaveSucceeded);
        Assert.Contains("new key", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_does_not_end_is_waited_for_once_and_no_longer()
    {
        await using var server = new RawServer(
            [RawResponse.Json(AsyncResponses.First().Data, 202),
                .. Enumerable.Repeat(RawResponse.Json($$"""{"id":"{{Job}}","status":"pending"}""", 202), 200)]);
        var options = Quick with { Polling = new JobPolling { Interval = TimeSpan.FromSeconds(60), Timeout = TimeSpan.FromMilliseconds(200) } };
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => WriterFor(server).CreateAsync([], Key, options, TestContext.Current.CancellationToken));
        Assert.Equal("JobTimeout", failure.Meaning.ErrorId);
        Assert.True(failure.MayHaveSucceeded);
        Assert.Equal(Key, failure.IdempotencyKey);

        // The change, a first look and a last one when the time is up; a second wait would look twice more.
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"bank_transfers":[]}""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_response_that_holds_neither_object_nor_job_may_have_succeeded(string body)
    {
        await using var server = new RawServer(RawResponse.Json(body), RawResponse.Json(body));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => WriterFor(server).CreateAsync([], Key, Quick, TestContext.Current.CancellationToken));
        Assert.True(failure.MayHaveSucceeded);
        Assert.Equal(Key, failure.IdempotencyKey);
    }

    [Fact]
    public async Task The_body_has_the_digits_and_the_documented_shape()
    {
        await using var server = new RawServer(RawResponse.Json(Transfer));
        await Clients.For(server.BaseAddress).Writer(BankTransfer.Definition).CreateAsync(
            [
                new("class_id", "00000000-0000-0000-0000-000000000000"),
                new("transaction_date", new DateTimeOffset(2023, 1, 2, 2, 34, 56, TimeSpan.Zero)),
                new("total_amount", 123.450m),
                new("memo", "This is a memo."),
                new("additional_fields", System.Text.Json.JsonDocument.Parse("""{"reconciled_for_source_account":true}""").RootElement),
            ],
            Key, Quick, TestContext.Current.CancellationToken);
        Assert.Equal(
            """{"response_mode":"async","bank_transfer":{"class_id":"00000000-0000-0000-0000-000000000000","transaction_date":"2023-01-02T02:34:56.000Z","total_amount":123.450,"memo":"This is a memo.","additional_fields":{"reconciled_for_source_account":true}}}""",
            server.Bodies.Single());
    }

    [Fact]
    public async Task A_deletion_answers_with_the_documented_example()
    {
        await using var server = new RawServer(RawResponse.Json("""{"code": "deleted", "success": true}"""));
        var result = await WriterFor(server).DeleteAsync("t1", Quick, TestContext.Current.CancellationToken);
        Assert.Equal("deleted", result.Value?.Code);
        Assert.StartsWith("DELETE /versioned/accounting/bank_transfers/t1?access_token=", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_found_is_a_failure_unless_our_own_lost_attempt_may_have_been_it()
    {
        var gone = RawResponse.Json("""{"code":"not_found","success":false}""");
        await using var first = new RawServer(gone);
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => WriterFor(first).DeleteAsync("t1", Quick, TestContext.Current.CancellationToken));
        Assert.Equal(RutterErrorCategory.ObjectNotFound, failure.Meaning.Category);
        await using var second = new RawServer(RawResponse.Drop, gone);
        Assert.Equal("not_found", (await WriterFor(second, retries: 1).DeleteAsync("t1", Quick, TestContext.Current.CancellationToken)).Value?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public async Task A_key_that_cannot_travel_is_refused_before_sending(string key)
    {
        await using var server = new RawServer();
        await Assert.ThrowsAsync<ArgumentException>(() => WriterFor(server).CreateAsync([], key, Quick, TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
    }

    private static ResourceWriter<BankTransfer> WriterFor(RawServer server, int retries = 0) =>
        Clients.For(server.BaseAddress, retries).Writer(BankTransfer.Definition);
}
