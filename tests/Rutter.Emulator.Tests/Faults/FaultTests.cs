using System.Diagnostics;
using System.Net;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Faults;

public sealed class FaultTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 20, EnforceRateLimit = false });

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_dropped_connection_ends_without_a_byte()
    {
        Add(new EmulatorFault { Kind = FaultKind.DropBeforeCommit });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => api.GetAsync(TestApi.Transfers));

        Assert.Null(error.StatusCode);
        Assert.Equal((null, "DropBeforeCommit"), (Assert.Single(api.Emulator.Requests).Status, api.Emulator.Requests[0].Fault));
    }

    public static TheoryData<DocumentedStatus> DocumentedStatuses { get; } =
    [
        new DocumentedStatus(StatusCode: 400, ErrorType: "INVALID_REQUEST", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 401, ErrorType: "AUTHENTICATION_ERROR", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 404, ErrorType: "INVALID_REQUEST", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 409, ErrorType: "IDEMPOTENCY_ERROR", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 410, ErrorType: "INVALID_REQUEST", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 429, ErrorType: "RATE_LIMIT_ERROR", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 450, ErrorType: "PLATFORM_ERROR", ErrorSource: "platform"),
        new DocumentedStatus(StatusCode: 451, ErrorType: "PLATFORM_ERROR", ErrorSource: "platform"),
        new DocumentedStatus(StatusCode: 452, ErrorType: "PLATFORM_ERROR", ErrorSource: "platform"),
        new DocumentedStatus(StatusCode: 500, ErrorType: "API_ERROR", ErrorSource: "rutter"),
        new DocumentedStatus(StatusCode: 550, ErrorType: "PLATFORM_ERROR", ErrorSource: "platform"),
    ];

    [Theory]
    [MemberData(nameof(DocumentedStatuses))]
    public async Task Every_documented_status_can_be_played(DocumentedStatus given)
    {
        var (status, type, source) = given;
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = status });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal(status, response.Status);
        Assert.Equal(type, response.Json.GetProperty("error_type").GetString());
        Assert.Equal(source, response.Json.GetProperty("error_metadata").GetProperty("source").GetString());
        Assert.NotNull(response.Header("X-Rutter-Request-ID"));
        Assert.Equal(status, Assert.Single(api.Emulator.Requests).Status);
    }

    [Fact]
    public async Task An_error_says_what_the_fault_says()
    {
        Add(new EmulatorFault
        {
            Kind = FaultKind.Status,
            Status = 403,
            ErrorType = "CONNECTION_ERROR",
            ErrorCode = "NEEDS_UPDATE",
            ErrorMessage = "message",
            HumanReadable = "human",
            Source = "platform",
            RetryAfter = "Wed, 21 Oct 2015 07:28:00 GMT",
        });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal(
            """{"error_type":"CONNECTION_ERROR","error_code":"NEEDS_UPDATE","error_message":"message","error_metadata":{"source":"platform","human_readable":"human","platform":null}}""",
            response.Text);
        Assert.Equal((403, "Wed, 21 Oct 2015 07:28:00 GMT"), (response.Status, response.Header("Retry-After")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public async Task Retry_After_is_sent_as_it_is(string value)
    {
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 429, RetryAfter = value });

        Assert.Equal(value, (await api.GetAsync(TestApi.Transfers)).Header("Retry-After"));
    }

    [Fact]
    public async Task An_html_page_comes_as_from_a_gateway()
    {
        Add(new EmulatorFault { Kind = FaultKind.Html });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal((502, "text/html; charset=utf-8"), (response.Status, response.ContentType));
        Assert.StartsWith("<!DOCTYPE html>", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_body_can_be_empty_or_any_text()
    {
        Add(new EmulatorFault { Kind = FaultKind.EmptyBody, Count = 1 });
        Add(new EmulatorFault { Kind = FaultKind.RawBody, Body = "[1,", ContentType = "text/plain", Status = 503 });

        var empty = await api.GetAsync(TestApi.Transfers);
        var raw = await api.GetAsync(TestApi.Transfers);

        Assert.Equal((200, "", null), (empty.Status, empty.Text, empty.ContentType));
        Assert.Equal((503, "[1,", "text/plain"), (raw.Status, raw.Text, raw.ContentType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_body_ends_in_the_middle(bool chunked)
    {
        Add(new EmulatorFault { Kind = FaultKind.CutBody, Chunked = chunked });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => api.GetAsync(TestApi.Transfers));

        Assert.Contains("ended", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(200, Assert.Single(api.Emulator.Requests).Status);
    }

    public static TheoryData<SlowResponse> SlowResponses { get; } =
    [
        new SlowResponse(Kind: FaultKind.SlowHeaders, IsChunked: false),
        new SlowResponse(Kind: FaultKind.SlowBody, IsChunked: false),
        new SlowResponse(Kind: FaultKind.SlowBody, IsChunked: true),
    ];

    [Theory]
    [MemberData(nameof(SlowResponses))]
    public async Task A_slow_response_is_whole_in_the_end(SlowResponse given)
    {
        var (kind, chunked) = given;
        var whole = await api.GetAsync(TestApi.Transfers);
        Add(new EmulatorFault { Kind = kind, DelayMs = 50, Chunked = chunked });
        var watch = Stopwatch.StartNew();

        var slow = await api.GetAsync(TestApi.Transfers);

        Assert.Equal(whole.Text, slow.Text);
        Assert.True(watch.ElapsedMilliseconds >= 45);
    }

    [Fact]
    public async Task The_headers_of_a_slow_body_come_at_once()
    {
        Add(new EmulatorFault { Kind = FaultKind.SlowBody, DelayMs = 3_600_000 });
        using var http = new HttpClient();

        using var response = await http.SendAsync(
            api.Request(HttpMethod.Get, TestApi.Transfers), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var body = response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(body.IsCompleted);
        api.Emulator.Stop();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => body);
    }

    [Fact]
    public async Task A_redirect_points_where_it_is_told_to()
    {
        Add(new EmulatorFault { Kind = FaultKind.Redirect, RedirectTo = "http://127.0.0.1:1/elsewhere", Status = 307 });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal((307, "http://127.0.0.1:1/elsewhere"), (response.Status, response.Header("Location")));
    }

    [Fact]
    public async Task A_huge_body_has_the_size_it_is_given()
    {
        Add(new EmulatorFault { Kind = FaultKind.HugeBody, BodyBytes = 200_001 });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal(200_001, response.Text.Length);
        Assert.Equal(199_999, response.Json.GetString()!.Length);
    }

    [Fact]
    public async Task Huge_headers_are_more_than_a_client_reads_by_default()
    {
        Add(new EmulatorFault { Kind = FaultKind.HugeHeaders, Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.GetAsync(TestApi.Transfers));

        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
    }

    public static TheoryData<Target> Targets { get; } =
    [
        new Target("GET", "/accounting/bank_transfers", IsList: true),
        new Target("get", "accounting/bank_transfers", IsList: true),
        new Target("POST", Path: null),
        new Target(Method: null, "/versioned/accounting/bank_transfers*", IsList: true, IsFetch: true),
        new Target(Method: null, "/accounting/bank_transfers/*", IsFetch: true),
        new Target(Method: null, "/accounting/", IsList: true, IsFetch: true, IsOtherList: true),
        new Target(Method: null, Path: null, IsList: true, IsFetch: true, IsOtherList: true),
        new Target(Method: null, "/accounting/bank"),
    ];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_fault_plays_where_verb_and_path_match(Target target)
    {
        Add(new EmulatorFault { Kind = FaultKind.Html, Method = target.Method, Path = target.Path });

        Assert.Equal(target.IsList, (await api.GetAsync(TestApi.Transfers)).Status == 502);
        Assert.Equal(target.IsFetch, (await api.GetAsync($"{TestApi.Transfers}/x")).Status == 502);
        Assert.Equal(target.IsOtherList, (await api.GetAsync(TestApi.Accounts)).Status == 502);
    }

    /// <summary>Which requests a fault with a verb and a path plays on.</summary>
    public sealed record Target(string? Method, string? Path, bool IsList = false, bool IsFetch = false, bool IsOtherList = false);

    [Fact]
    public async Task A_fault_plays_as_often_as_it_is_told_to()
    {
        Add(new EmulatorFault { Kind = FaultKind.Html, SkipFirst = 2, Count = 3 });

        var statuses = await StatusesAsync(6);

        Assert.Equal([200, 200, 502, 502, 502, 200], statuses);
    }

    [Fact]
    public async Task The_first_of_several_matching_faults_plays()
    {
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 500, Count = 1 });
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 503, Count = 1 });

        var statuses = await StatusesAsync(3);

        Assert.Equal([500, 503, 200], statuses);
    }

    [Fact]
    public async Task Cleared_faults_play_no_more()
    {
        Add(new EmulatorFault { Kind = FaultKind.Html });
        api.Emulator.ClearFaults();

        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
    }

    [Fact]
    public async Task Probability_is_drawn_from_the_seed()
    {
        var runs = new List<int[]>();
        foreach (var seed in new[] { 7, 7, 8 })
        {
            api.Emulator.ClearFaults();
            Add(new EmulatorFault { Kind = FaultKind.Html, Probability = 0.3, Seed = seed });
            runs.Add(await StatusesAsync(200));
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
        Assert.All(runs, run => Assert.InRange(run.Count(status => status == 502), 35, 85));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_fault_is_refused(EmulatorFault fault) => Assert.ThrowsAny<ArgumentException>(() => Add(fault));

    public static TheoryData<EmulatorFault> Invalid() =>
    [
        new EmulatorFault { Kind = FaultKind.Status, Status = 100 },
        new EmulatorFault { Kind = FaultKind.Status, Status = 1000 },
        new EmulatorFault { Kind = FaultKind.Html, Probability = 1.1 },
        new EmulatorFault { Kind = FaultKind.Html, Probability = double.NaN },
        new EmulatorFault { Kind = FaultKind.Html, Count = -1 },
        new EmulatorFault { Kind = FaultKind.Html, SkipFirst = -1 },
        new EmulatorFault { Kind = FaultKind.SlowBody, DelayMs = -1 },
        new EmulatorFault { Kind = FaultKind.HugeBody, BodyBytes = -1 },
        new EmulatorFault { Kind = FaultKind.Redirect },
        new EmulatorFault { Kind = FaultKind.Status, RetryAfter = "1\r\nX: y" },
    ];

    private void Add(EmulatorFault fault) => api.Emulator.AddFault(fault);

    private async Task<int[]> StatusesAsync(int count)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
        {
            statuses[i] = (await api.GetAsync(TestApi.Transfers)).Status;
        }

        return statuses;
    }

    public sealed record DocumentedStatus(int StatusCode, string ErrorType, string ErrorSource);

    public sealed record SlowResponse(FaultKind Kind, bool IsChunked);
}
