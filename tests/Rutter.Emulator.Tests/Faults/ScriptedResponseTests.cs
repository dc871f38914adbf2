using System.Collections;
using System.Text.Json;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Faults;

public sealed class ScriptedResponseTests : IDisposable
{
    private const string NewTransfer =
        """{"response_mode":"async","bank_transfer":{"credit_account_id":"CREDIT","debit_account_id":"DEBIT","total_amount":1}}""";

    private static readonly string[] Many = ["1", "2"];

    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 20, EnforceRateLimit = false, JobDelayMs = 3_600_000 });

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_raw_body_comes_with_the_headers_of_the_fault_in_place_of_the_emulators_own()
    {
        Add(new EmulatorFault
        {
            Kind = FaultKind.RawBody,
            Status = 999,
            Body = "x",
            Headers = new Hashtable { ["Content-Type"] = "text/x", ["X-Rutter-Request-ID"] = null, ["X-Rutter-Job-ID"] = "a/b", ["X-Many"] = Many },
        });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal((999, "x", "text/x"), (response.Status, response.Text, response.ContentType));
        Assert.Equal((null, "a/b"), (response.Header("X-Rutter-Request-ID"), response.Header("X-Rutter-Job-ID")));
        Assert.Equal("1,2", response.Header("X-Many")?.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_raw_body_can_be_bytes_that_are_no_text()
    {
        Add(new EmulatorFault { Kind = FaultKind.RawBody, BinaryBody = [0x22, 0xff, 0x22] });

        Assert.Equal("\"\ufffd\"", (await api.GetAsync(TestApi.Transfers)).Text);
    }

    public static TheoryData<CommitCase> CommitCases { get; } =
    [
        new CommitCase(IsAfterCommit: false, TransfersAfterwards: 20),
        new CommitCase(IsAfterCommit: true, TransfersAfterwards: 21),
    ];

    [Theory]
    [MemberData(nameof(CommitCases))]
    public async Task A_write_is_done_before_a_scripted_response_only_where_the_fault_says_so(CommitCase given)
    {
        var (afterCommit, transfers) = given;
        Add(new EmulatorFault { Kind = FaultKind.Html, Method = "POST", AfterCommit = afterCommit });

        var response = await CreateAsync();

        Assert.Equal((502, null), (response.Status, response.Header("X-Rutter-Job-ID")));
        Assert.Equal(transfers, api.Emulator.TransferCount);
    }

    [Fact]
    public async Task A_write_that_was_done_can_name_its_job()
    {
        Add(new EmulatorFault { Kind = FaultKind.Status, Status = 452, Method = "POST", AfterCommit = true, WithJobId = true });

        var response = await CreateAsync();

        Assert.Equal((452, 21), (response.Status, api.Emulator.TransferCount));
        Assert.Equal(200, (await api.CallAsync("GET", $"/jobs/{response.Header("X-Rutter-Job-ID")}")).Status);
    }

    [Theory]
    [InlineData("/bank_transfers/0", "null")]
    [InlineData("/bank_transfers/0/memo", "\"\\ud800\"")]
    [InlineData("/bank_transfers/0/total_amount", "1e400")]
    [InlineData("/bank_transfers", "{}")]
    [InlineData("/next_cursor", "[null]")]
    public async Task A_value_of_the_real_response_becomes_the_json_of_the_fault(string place, string json)
    {
        Add(new EmulatorFault { Kind = FaultKind.ChangeBody, JsonPointer = place, Value = json });

        Assert.Equal(json, At((await api.GetAsync(TestApi.Transfers)).Json, place).GetRawText());
    }

    [Fact]
    public async Task A_fault_can_remove_a_value_and_point_to_any_depth()
    {
        Add(new EmulatorFault { Kind = FaultKind.ChangeBody, JsonPointer = "/**/id" });

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.DoesNotContain("\"id\"", response.Text, StringComparison.Ordinal);
        Assert.Contains("\"platform_id\"", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_body_can_be_replaced_by_what_is_no_json()
    {
        Add(new EmulatorFault { Kind = FaultKind.ChangeBody, JsonPointer = "", Value = "{\"bank_transfers\":[" });

        Assert.Equal("{\"bank_transfers\":[", (await api.GetAsync(TestApi.Transfers)).Text);
    }

    [Fact]
    public async Task Every_string_of_a_response_can_be_hostile()
    {
        var real = await api.GetAsync(TestApi.Transfers, "limit=3");
        Add(new EmulatorFault { Kind = FaultKind.HostileText, Text = "\u001b[2J" });

        var hostile = await api.GetAsync(TestApi.Transfers, "limit=3");

        Assert.Equal(Strings(real.Json).Select(text => text + "\u001b[2J"), Strings(hostile.Json));
        Assert.Equal(
            real.Json.GetProperty("bank_transfers")[0].GetProperty("total_amount").GetRawText(),
            hostile.Json.GetProperty("bank_transfers")[0].GetProperty("total_amount").GetRawText());
    }

    [Fact]
    public async Task Hostile_text_holds_what_can_steer_a_screen_or_end_a_string()
    {
        Add(new EmulatorFault { Kind = FaultKind.HostileText, JsonPointer = "/bank_transfers/*/nothing,/bank_transfers/*/currency_code" });

        var response = await api.GetAsync(TestApi.Transfers, "limit=1");
        var currency = response.Json.GetProperty("bank_transfers")[0].GetProperty("currency_code").GetString()!;

        Assert.All("\u001b\r\n\u202e\0'\"`\u009b", letter => Assert.Contains(letter, currency));
        Assert.Equal(36, response.Ids()[0].Length);
    }

    [Fact]
    public async Task Cursors_can_lead_back_to_an_earlier_page()
    {
        Add(new EmulatorFault { Kind = FaultKind.CircularCursor, Pages = 3 });
        var pages = new List<string>();
        string? cursor = null;
        for (var i = 0; i < 8; i++)
        {
            var page = await api.GetAsync(TestApi.Transfers, "limit=4" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"));
            pages.Add(page.Ids()[0]);
            cursor = page.NextCursor;
        }

        Assert.Equal(4, pages.Distinct().Count());
        Assert.Equal(pages[1..4], pages[4..7]);
        Assert.Equal(pages[1], pages[7]);
    }

    [Fact]
    public async Task A_job_can_be_unreadable_or_have_an_odd_end()
    {
        Add(new EmulatorFault { Kind = FaultKind.DropBeforeCommit, Path = "/jobs/*", Count = 1 });
        Add(new EmulatorFault { Kind = FaultKind.Html, Path = "/jobs/*", Status = 404, Count = 1 });
        Add(new EmulatorFault { Kind = FaultKind.ChangeBody, Path = "/jobs/*", JsonPointer = "/status", Value = "17", Count = 1 });
        var job = $"/jobs/{(await CreateAsync()).Header("X-Rutter-Job-ID")}";

        await Assert.ThrowsAsync<HttpRequestException>(() => api.CallAsync("GET", job));
        Assert.Equal(404, (await api.CallAsync("GET", job)).Status);
        Assert.Equal(17, (await api.CallAsync("GET", job)).Json.GetProperty("status").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_cannot_be_sent_is_refused(EmulatorFault fault) => Assert.ThrowsAny<ArgumentException>(() => Add(fault));

    public static TheoryData<EmulatorFault> Invalid() =>
    [
        new EmulatorFault { Kind = FaultKind.RawBody, Headers = new Hashtable { ["Content-Length"] = "1" } },
        new EmulatorFault { Kind = FaultKind.RawBody, Headers = new Hashtable { ["transfer-encoding"] = "chunked" } },
        new EmulatorFault { Kind = FaultKind.RawBody, Headers = new Hashtable { ["X-Y"] = "1\r\nX: y" } },
        new EmulatorFault { Kind = FaultKind.RawBody, Headers = new Hashtable { ["X Y"] = "1" } },
        new EmulatorFault { Kind = FaultKind.ChangeBody },
        new EmulatorFault { Kind = FaultKind.ChangeBody, JsonPointer = "id" },
        new EmulatorFault { Kind = FaultKind.CircularCursor, Pages = 0 },
    ];

    private void Add(EmulatorFault fault) => api.Emulator.AddFault(fault);

    private Task<ApiResponse> CreateAsync()
    {
        var body = NewTransfer.Replace(
            "CREDIT", api.AccountIds()[0], StringComparison.Ordinal).Replace("DEBIT", api.AccountIds()[1], StringComparison.Ordinal);
        return api.WriteAsync("POST", TestApi.Transfers, body, key: "1");
    }

    private static JsonElement At(JsonElement value, string place) =>
        place.Split('/')[1..].Aggregate(
            value,
            (at, part) =>
                at.ValueKind == JsonValueKind.Array ? at[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(part));

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Strings(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
        _ => [],
    };

    public sealed record CommitCase(bool IsAfterCommit, int TransfersAfterwards);
}
