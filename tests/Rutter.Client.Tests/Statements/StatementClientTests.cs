using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Accounts;
using Rutter.Client.Resources.BalanceSheets;
using Rutter.Client.Resources.CashFlowStatements;
using Rutter.Client.Resources.IncomeStatements;
using Rutter.Client.Statements;
using Rutter.Client.Tests.Support;
using Rutter.Client.Writes;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Statements;

public sealed class StatementClientTests
{
    private const string Sheet =
        """
        {"balance_sheets":[{"id":"s1","start_date":"2024-01-01T00:00:00.000Z","end_date":"2024-12-31T00:00:00.000Z","currency_code":"USD",
          "total_assets":"1234567.8901","total_equity":null,"total_liabilities":1.50,"new_total":"7",
          "assets":{"platform_id":null,"account_id":null,"name":"Assets","value":"1234567.8901","items":[
            {"platform_id":"1","account_id":"a1","name":"Bank","value":"1234567.8901","colour":"red","items":[
              {"platform_id":"2","account_id":"a2","name":"Cash","value":1234567.8901,"items":[]}]},
            {"platform_id":"3","account_id":"a3","name":"Stock","value":"0.00","items":null}]},
          "equity":null,"liabilities":{"platform_id":null,"account_id":null,"name":"Liabilities","value":"1.50","items":[]},
          "created_at":null,"updated_at":null}],
         "next_cursor":null,"connection":{"id":"c1","platform":"XERO"}}
        """;

    private static readonly JobPolling Quick = new() { Timeout = TimeSpan.FromSeconds(50) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_is_the_same_at_once_or_by_a_job()
    {
        var atOnce = new ResponseScript(new Scripted(200, Sheet));
        var late = new ResponseScript(
            new Scripted(202, """{"async_response":{"id":"j1","status":"prequeued"}}"""), new Scripted(202, Job("pending", null)),
            new Scripted(200, Job("success", Sheet)));

        var now = await atOnce.Client().Statements.ReadAsync(BalanceSheet.Definition, new StatementQuery(), Quick, Cancel);
        var later = await late.Client().Statements.ReadAsync(BalanceSheet.Definition, new StatementQuery(), Quick, Cancel);

        Assert.Equal(["GET /versioned/accounting/balance_sheets"], atOnce.Requests);
        Assert.Equal(["GET /versioned/accounting/balance_sheets", "GET /versioned/jobs/j1", "GET /versioned/jobs/j1"], late.Requests);
        Assert.Null(now.Job);
        Assert.Equal(JobStatus.Success, later.Job?.Status);
        foreach (var sheet in new[] { now, later }.Select(result => Assert.Single(result.Statements!)))
        {
            Assert.Equal(
                ("s1", "c1", 1234567.8901m, null, 1.50m),
                (sheet.Id, sheet.ConnectionId, sheet.TotalAssets, sheet.TotalEquity, sheet.TotalLiabilities));
            Assert.Equal("7", sheet.AdditionalProperties!["new_total"]);
            var bank = sheet.Assets!.Items![0];
            Assert.Equal(("red", "Cash", 1234567.8901m), (bank.AdditionalProperties!["colour"], bank.Items![0].Name, bank.Items[0].Value));
        }
    }

    [Fact]
    public async Task The_lines_of_a_statement_have_their_path_depth_and_amount()
    {
        var result = await new ResponseScript(new Scripted(200, Sheet)).Client().Statements.ReadAsync(
            BalanceSheet.Definition, new StatementQuery(), Quick, Cancel);

        var lines = StatementLine.Of(result.Statements![0]).ToList();

        Assert.Equal(
            [
                (1, "Assets", "Assets", 0, 1234567.8901m, false), (2, "Assets", "Assets > Bank", 1, 1234567.8901m, false),
                (3, "Assets", "Assets > Bank > Cash", 2, 1234567.8901m, true), (4, "Assets", "Assets > Stock", 1, 0m, true),
                (5, "Liabilities", "Liabilities", 0, 1.5m, true),
            ],
            lines.Select(line => (line.Number, line.Section, line.Path, line.Depth, line.Amount!.Value, line.IsLeaf)));
        Assert.All(lines, line => Assert.Equal(("s1", "USD", 2024), (line.StatementId, line.CurrencyCode, line.EndDate!.Value.Year)));
        Assert.Equal(("a2", "2", "Cash"), (lines[2].AccountId, lines[2].PlatformId, lines[2].Name));
    }

    [Fact]
    public async Task A_query_says_the_days_and_the_mode()
    {
        await using var server = new RawServer(RawResponse.Json(Sheet), RawResponse.Json(Sheet));
        var query = new StatementQuery
        {
            StartDate = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero),
            EndDate = new(2024, 3, 31, 0, 0, 0, TimeSpan.Zero),
            Expand = "platform_data",
            ForceFetch = true,
            ResponseMode = ResponseMode.PreferSync,
        };
        await Clients.For(server.BaseAddress).Statements.ReadAsync(BalanceSheet.Definition, query, Quick, Cancel);
        await Clients.For(server.BaseAddress).Statements.ReadAsync(BalanceSheet.Definition, new StatementQuery(), Quick, Cancel);

        var requests = server.Requests.ToList();
        Assert.StartsWith(
            "GET /versioned/accounting/balance_sheets?start_date=2024-03-01T00%3A00%3A00.000Z&end_date=2024-03-31T00%3A00%3A00.000Z"
            + "&expand=platform_data&response_mode=prefer_sync&force_fetch=true&access_token=",
            requests[0], StringComparison.Ordinal);
        Assert.StartsWith("GET /versioned/accounting/balance_sheets?response_mode=async&access_token=", requests[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Idempotency-Key", requests[1], StringComparison.OrdinalIgnoreCase);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Clients.For(server.BaseAddress).Statements.RequestAsync(
            BalanceSheet.Definition, query with { EndDate = query.StartDate!.Value.AddDays(-1) }, Cancel));
        Assert.Equal(2, server.Requests.Count);
    }

    public static TheoryData<FailedStatement> Failures { get; } =
    [
        new FailedStatement(
            ErrorId: "PlatformBadRequest",
            Words: "closed",
            Responses: [Accepted, new(450, Job("failure", """{"error_message":"The books are closed."}""", 450))]),
        new FailedStatement(ErrorId: "JobFailed", Words: "names no error", Responses: [Accepted, new(200, Job("failure", null))]),
        new FailedStatement(ErrorId: "JobTimeout", Words: "did not end within 50 seconds", Responses: [Accepted, new(202, Job("pending", null))]),
        new FailedStatement(ErrorId: "ObjectNotFound", Words: "cannot be read", Responses: [Accepted, new(410, "{}")]),
        new FailedStatement(
            ErrorId: "UnreadableReply",
            Words: "cannot be read",
            Responses: [Accepted, new(200, """{"id":"another","status":"success"}""")]),
        new FailedStatement(ErrorId: "UnreadableReply", Words: "web page", Responses: [Accepted, new(200, "<html>")]),
        new FailedStatement(
            ErrorId: "UnreadableReply",
            Words: "has no 'balance_sheets'",
            Responses: [Accepted, new(200, Job("success", """{"income_statements":[]}"""))]),
        new FailedStatement(ErrorId: "UnreadableReply", Words: "no response", Responses: [Accepted, new(200, """{"id":"j1","status":"success"}""")]),
        new FailedStatement(ErrorId: "InvalidInput", Words: "..", Responses: [new(202, """{"async_response":{"id":"..","status":"pending"}}""")]),
        new FailedStatement(ErrorId: "UnreadableReply", Words: "cannot be read", Responses: [new(202, "")]),
        new FailedStatement(ErrorId: "UnreadableReply", Words: "has no 'balance_sheets'", Responses: [new(200)]),
        new FailedStatement(ErrorId: "UnreadableReply", Words: "web page", Responses: [new(200, "<html>Sign in</html>")]),
        new FailedStatement(ErrorId: "NotFound", Words: "HTTP 404", Responses: [new(404)]),
        new FailedStatement(ErrorId: "ServiceUnavailable", Words: "HTTP 503", Responses: [new(503, JobId: "j1")]),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_an_error_without_a_verdict_or_a_key(FailedStatement given)
    {
        var (errorId, words, responses) = given;
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => new ResponseScript(responses).Client().Statements.ReadAsync(BalanceSheet.Definition, new StatementQuery(), Quick, Cancel));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(errorId, failure.Meaning.ErrorId);
        Assert.Null(failure.Verdict);
        Assert.Null(failure.IdempotencyKey);
        Assert.DoesNotContain("change", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_without_a_body_is_followed_by_the_job_that_its_header_names()
    {
        var script = new ResponseScript(new Scripted(202, "", "j1"), new Scripted(200, Job("success", Sheet)));
        Assert.Single((await script.Client().Statements.ReadAsync(BalanceSheet.Definition, new StatementQuery(), Quick, Cancel)).Statements!);
        Assert.Equal("GET /versioned/jobs/j1", script.Requests[1]);
    }

    [Fact]
    public async Task A_cursor_is_reported_because_the_API_cannot_be_asked_with_it()
    {
        var more = Sheet.Replace("\"next_cursor\":null", "\"next_cursor\":\"2\"", StringComparison.Ordinal);
        Assert.True((await new ResponseScript(new Scripted(200, more)).Client().Statements
            .ReadAsync(BalanceSheet.Definition, new StatementQuery(), Quick, Cancel)).HasMore);
    }

    [Fact]
    public async Task A_job_that_was_not_waited_for_gives_its_statements_later()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { JobDelayMs = 0 });
        var client = emulator.Client();
        var asked = await client.Statements.RequestAsync(CashFlowStatement.Definition, new StatementQuery(), Cancel);
        Assert.Null(asked.Statements);
        Assert.Equal("GET", asked.Job!.Method);

        var job = await client.Jobs.WaitAsync(asked.Job, Quick, Cancel);

        Assert.IsType<CashFlowStatement>(Assert.Single(Assert.IsAssignableFrom<IReadOnlyList<RutterObject>>(JobResults.Read(client.Jobs, job))));
    }

    [Theory]
    [InlineData(ResponseMode.Async)]
    [InlineData(ResponseMode.PreferSync)]
    public async Task Each_line_of_the_emulators_statements_is_the_sum_of_those_below_it(ResponseMode mode)
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { JobDelayMs = 10 });
        var client = emulator.Client();
        var query = new StatementQuery { ResponseMode = mode };
        var sheet = Assert.Single((await client.Statements.ReadAsync(BalanceSheet.Definition, query, Quick, Cancel)).Statements!);
        var income = Assert.Single((await client.Statements.ReadAsync(IncomeStatement.Definition, query, Quick, Cancel)).Statements!);
        var cash = Assert.Single((await client.Statements.ReadAsync(CashFlowStatement.Definition, query, Quick, Cancel)).Statements!);

        Assert.Equal(sheet.TotalAssets, sheet.TotalLiabilities + sheet.TotalEquity);
        Assert.Equal(income.NetIncome, income.TotalIncome - income.TotalCostOfSales - income.TotalExpenses);
        Assert.Equal(cash.EndingBalance, cash.StartingBalance + cash.TotalOperating + cash.TotalInvesting + cash.TotalFinancing);
        Assert.Equal(
            (sheet.TotalAssets, sheet.TotalLiabilities, sheet.TotalEquity), (sheet.Assets!.Value, sheet.Liabilities!.Value, sheet.Equity!.Value));
        foreach (var lines in new IStatement[] { sheet, income, cash }.Select(statement => StatementLine.Of(statement).ToList()))
        {
            foreach (var parent in lines.Where(line => !line.IsLeaf))
            {
                var below = lines.Where(line => line.Section == parent.Section && line.Depth == parent.Depth + 1
                    && line.Path.StartsWith(parent.Path + " > ", StringComparison.Ordinal));
                Assert.Equal(parent.Amount, below.Sum(line => line.Amount));
            }
        }

        Assert.Equal(2, StatementLine.Of(sheet).Max(line => line.Depth));
        var account = await client.FetchAsync(
            Account.Definition, new FetchQuery(StatementLine.Of(sheet).First(line => line.AccountId is not null).AccountId!), Cancel);
        Assert.Contains(StatementLine.Of(sheet), line => line.Name == account.Name && line.Amount == account.Balance);
    }

    private static Scripted Accepted => new(202, """{"async_response":{"id":"j1","status":"prequeued"}}""");

    private static string Job(string status, string? body, int httpStatus = 200)
    {
        var response = body is null ? "" : $$""","response":{"http_status":{{httpStatus}},"body":{{body}}}""";
        return $$"""{"id":"j1","status":"{{status}}","request":{"method":"GET","url":"/versioned/accounting/balance_sheets"}{{response}}}""";
    }

    public sealed record FailedStatement(string ErrorId, string Words, Scripted[] Responses);
}
