using Rutter.Client.Configuration;
using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Metrics;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Responses;

/// <summary>Operations whose response is about one thing and is no object of a list.</summary>
public sealed class SingleResponseTests
{
    private const string Metric =
        """
        {"checkpoint":"2024-04-01T00:00:00.000Z","connection":{"id":"c1"},
         "net_income":[{"start_date":"2024-03-01","value":"12.3400","currency":"USD"}]}
        """;

    private const string Sync =
        """
        {"initialSync":{"batches":[{"timeFrameInMonths":12,"entities":["BILL"]}]},
         "incrementalSync":{"syncPeriodInMinutes":60,"entities":["BILL"],"quiet":true}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<SingleCall> Calls { get; } =
    [
        new SingleCall(
            "a report", "GET /versioned/accounting/reports", """{"report":{"report_url":"https://files.example/1"}}""", "report",
            client => client.Reports.GetAsync(cancellationToken: Cancel).AsTask()),
        new SingleCall(
            "a metric of the books", "GET /versioned/accounting/metrics/net_income", Metric, "net_income",
            client => client.Metrics.ReadAsync(MetricArea.Accounting, "net_income", cancellationToken: Cancel).AsTask()),
        new SingleCall(
            "a metric of a shop", "GET /versioned/commerce/metrics/net_income", Metric, "net_income",
            client => client.Metrics.ReadAsync(MetricArea.Commerce, "net_income", cancellationToken: Cancel).AsTask()),
        new SingleCall(
            "custom fields", "GET /versioned/accounting/bills/custom_fields", """{"custom_fields":{"entity":[{"id":"1"}]}}""", "custom_fields",
            client => client.CustomFields.ListAsync("Bill", cancellationToken: Cancel).AsTask()),
        new SingleCall(
            "a one-time password", "POST /versioned/accounting/bank_feeds/otp", """{"bank_feed_otp":{"otp":"12345"}}""", "bank_feed_otp",
            client => client.BankFeeds.CreateOtpAsync(Cancel).AsTask()),
        new SingleCall(
            "a mapping link", "POST /versioned/accounting/bank_feeds/accounts/mapping_link",
            """{"bank_feed_account_mapping_link":{"url":"https://link.example/1"}}""", "bank_feed_account_mapping_link",
            client => client.BankFeeds.CreateMappingLinkAsync(Cancel).AsTask()),
        new SingleCall(
            "a balance", "GET /versioned/banking/bank_accounts/1/balance", """{"bank_account_balance":{}}""", "bank_account_balance",
            client => client.BankAccounts.GetBalanceAsync(new FetchQuery("1"), Cancel).AsTask()),
        new SingleCall(
            "the numbers of an account", "GET /versioned/banking/bank_accounts/1/details", """{"bank_account_details":{}}""", "bank_account_details",
            client => client.BankAccounts.GetDetailsAsync(new FetchQuery("1"), Cancel).AsTask()),
        new SingleCall(
            "a sync configuration", "GET /versioned/configs/sync/platforms/XERO", Sync, "initialSync",
            client => client.SyncConfigurations.GetAsync(SyncConfigurationOwner.OfPlatform("XERO"), Cancel).AsTask()),
        new SingleCall(
            "a webhook configuration", "GET /versioned/configs/webhooks/1", """{"id":"1","url":"https://hooks.example"}""", "id",
            client => client.WebhookConfigurations.FetchAsync("1", Cancel).AsTask()),
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_part_that_was_asked_for_is_read_in_one_request(SingleCall call)
    {
        var server = new ResponseScript(new Scripted(200, call.Body));

        await call.Send(server.Client());

        Assert.Equal([call.Request], server.Requests);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_response_without_that_part_is_an_error_that_names_it(SingleCall call)
    {
        foreach (var body in new[] { "{}", "null", "[]", "<html></html>", """{"other":1}""" })
        {
            var server = new ResponseScript(new Scripted(200, body));

            var error = await Assert.ThrowsAsync<RutterApiException>(() => call.Send(server.Client()));

            Assert.Equal("UnreadableReply", error.Meaning.ErrorId);
            if (body is "{}" or """{"other":1}""")
            {
                Assert.Contains(call.Part, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_metric_has_exact_values_and_says_of_when_and_whose_they_are()
    {
        var server = new ResponseScript(new Scripted(200, Metric));

        var value = Assert.Single(await server.Client().Metrics.ReadAsync(MetricArea.Accounting, "net_income", cancellationToken: Cancel));

        Assert.Equal(("net_income", 12.3400m, "USD", "c1"), (value.Name, value.Value, value.Currency, value.ConnectionId));
        Assert.Equal(new DateTimeOffset(2024, 4, 1, 0, 0, 0, TimeSpan.Zero), value.Checkpoint);
    }

    [Fact]
    public async Task Changing_one_part_of_a_sync_configuration_reads_the_other_first()
    {
        var server = new ResponseScript(new Scripted(200, Sync));
        KeyValuePair<string, object?>[] given = [new("incrementalSync", new Dictionary<string, object?> { ["syncPeriodInMinutes"] = 120 })];

        var changed = await server.Client().SyncConfigurations.UpdateAsync(SyncConfigurationOwner.OfConnection("1"), given, Cancel);

        Assert.Equal(["GET /versioned/configs/sync/connections/1", "PATCH /versioned/configs/sync/connections/1"], server.Requests);
        Assert.Equal(("1", null), (changed.Id, changed.Platform));
    }

    public static TheoryData<ScriptedDeletion> Deletions { get; } =
    [
        new ScriptedDeletion("confirmed", [new(200, """{"success":true}""")], IsDeletedNow: true, Error: null),
        new ScriptedDeletion("confirmed by no body", [new(204, "")], IsDeletedNow: true, Error: null),
        new ScriptedDeletion("done by an attempt whose response was lost", [Scripted.Lost, new(410)], IsDeletedNow: false, Error: null),
        new ScriptedDeletion("of one that never was", [new(410)], IsDeletedNow: null, Error: WriteState.NotDone),
        new ScriptedDeletion("refused", [new(200, """{"success":false}""")], IsDeletedNow: null, Error: WriteState.NotDone),
        new ScriptedDeletion("that nobody answers", [Scripted.Lost], IsDeletedNow: null, Error: WriteState.Unknown),
    ];

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task The_deletion_of_a_sync_configuration_is_what_its_attempts_together_say(ScriptedDeletion deletion)
    {
        var server = new ResponseScript(deletion.Responses);
        var owner = SyncConfigurationOwner.OfPlatform("XERO");
        var deleting = server.Client(retries: 2).SyncConfigurations.DeleteAsync(owner, Cancel).AsTask();

        if (deletion.Error is { } expected)
        {
            Assert.Equal(expected, (await Assert.ThrowsAsync<RutterApiException>(() => deleting)).Verdict?.State);
        }
        else
        {
            Assert.Equal(deletion.IsDeletedNow, await deleting);
        }
    }

    [Fact]
    public async Task Webhook_configurations_are_listed_bare_or_wrapped_and_none_is_dropped()
    {
        const string One = """{"id":"1","url":"https://hooks.example"}""";
        foreach (var body in new[] { $"[{One}]", $$"""{"webhooks":[{{One}}]}""" })
        {
            Assert.Equal("1", Assert.Single(await new ResponseScript(new Scripted(200, body)).Client().WebhookConfigurations.ListAsync(Cancel)).Id);
        }

        await Assert.ThrowsAsync<RutterApiException>(
            async () => await new ResponseScript(new Scripted(200, $"[{One},null]")).Client().WebhookConfigurations.ListAsync(Cancel));
    }

    public sealed record SingleCall(string Name, string Request, string Body, string Part, Func<RutterClient, Task> Send)
    {
        public override string ToString() => Name;
    }

    public sealed record ScriptedDeletion(string Name, Scripted[] Responses, bool? IsDeletedNow, WriteState? Error)
    {
        public override string ToString() => Name;
    }
}
