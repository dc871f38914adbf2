using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Webhooks;

/// <summary>Source: the public page "Basics", headings "Webhooks", "Entity Webhooks" and "Job Webhook".</summary>
public sealed class WebhookTests : IDisposable
{
    private readonly ManualTime time = new();
    private WebhookTarget target = new();
    private TestApi? api;

    private TestApi Api => api!;

    public void Dispose()
    {
        api?.Dispose();
        target.Dispose();
    }

    [Fact]
    public async Task Every_change_of_an_object_is_told()
    {
        Start();
        var id = await CreateAsync();
        await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{id}", Body("changed"));
        await Api.WriteAsync("DELETE", $"{TestApi.Transfers}/{id}", null);
        await ReceivedAsync(6);

        Assert.Equal(
            ["BANK_TRANSFER_CREATED", "JOB_COMPLETED", "BANK_TRANSFER_UPDATED", "JOB_COMPLETED",
                "BANK_TRANSFER_DELETED", "JOB_COMPLETED"], target.Codes);
        var updated = target.Bodies[2];
        Assert.Equal(["type", "code", "access_token", "connection_id", "bank_transfer"], updated.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("BANK_TRANSFER", Api.Emulator.AccessToken, Api.Emulator.ConnectionId), (
            updated.GetProperty("type").GetString(), updated.GetProperty("access_token").GetString(), updated.GetProperty("connection_id")
                .GetString()));
        Assert.Equal((id, "changed"),
            (updated.GetProperty("bank_transfer").GetProperty("id").GetString(),
                updated.GetProperty("bank_transfer").GetProperty("memo").GetString()));

        // The final state before the deletion.
        Assert.Equal("changed", target.Bodies[4].GetProperty("bank_transfer").GetProperty("memo").GetString());
        var job = target.Bodies[1];
        Assert.Equal(["type", "code", "job"], job.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("JOB", "success"), (job.GetProperty("type").GetString(), job.GetProperty("job").GetProperty("status").GetString()));
        Assert.Equal(200, job.GetProperty("job").GetProperty("response").GetProperty("http_status").GetInt32());
    }

    [Fact]
    public async Task A_change_on_the_platform_sends_a_webhook_for_any_connection()
    {
        Start(new EmulatorOptions { MorePlatforms = ["XERO"] });
        var other = Api.Emulator.Connections[1];
        var made = Api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["memo"] = "Überweisung" }, other.Id);
        Api.Emulator.RemoveObject("bank_transfers", (string)made["id"]!, other.Id);
        await ReceivedAsync(2);

        Assert.Equal(["BANK_TRANSFER_CREATED", "BANK_TRANSFER_DELETED"], target.Codes);
        Assert.All(
            target.Bodies,
            body => Assert.Equal(
                (other.AccessToken, other.Id), (body.GetProperty("access_token").GetString(), body.GetProperty("connection_id").GetString())));
        Assert.Equal("Überweisung", target.Bodies[0].GetProperty("bank_transfer").GetProperty("memo").GetString());
    }

    [Fact]
    public async Task The_signature_is_over_the_bytes_with_the_client_secret()
    {
        Start();
        Api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["memo"] = "家賃" });
        await ReceivedAsync(1);

        var (head, body) = target.Received.Single();

        var expected = "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("emulator-client-secret-not-real"), body));
        Assert.Equal(expected, WebhookTarget.Header(head, "X-Rutter-Signature"));
        Assert.Equal("application/json", WebhookTarget.Header(head, "Content-Type"));
        Assert.StartsWith("POST /hooks HTTP/1.1", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_job_sends_no_webhook_about_its_object()
    {
        Start();
        Api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.JobFailure, Count = 1 });
        Assert.Equal(500, (await Api.WriteAsync("POST", TestApi.Transfers, Body("fails"))).Status);
        await CreateAsync();
        await ReceivedAsync(2);

        Assert.Equal(["BANK_TRANSFER_CREATED", "JOB_COMPLETED"], target.Codes);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(0)]
    public async Task A_refused_webhook_is_sent_six_times_within_a_quarter_of_an_hour(int status)
    {
        target.Dispose();
        target = new WebhookTarget(status);
        Start();
        var begin = time.GetUtcNow();
        var pauses = new List<double>();
        Api.Emulator.ChangeObject("bank_transfers", []);
        for (var attempt = 1; attempt < 6; attempt++)
        {
            await ReceivedAsync(attempt);
            await Eventually.TrueAsync(() => Api.Emulator.Webhooks[0].Attempts == attempt);
            var last = time.GetUtcNow();
            await Eventually.TrueAsync(() => target.Received.Count > attempt, () => time.Advance(TimeSpan.FromSeconds(5)));
            pauses.Add((time.GetUtcNow() - last).TotalSeconds);
        }

        await Eventually.TrueAsync(() => Api.Emulator.Webhooks[0].State == "Failed");
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(6, Api.Emulator.Webhooks[0].Attempts);
        Assert.Equal(status == 0 ? null : status, Api.Emulator.Webhooks[0].StatusCode);
        Assert.Equal(6, target.Received.Count);
        Assert.Single(target.Received.Select(item => Convert.ToBase64String(item.Body)).Distinct());
        Assert.Equal(pauses.Order(), pauses);
        Assert.True(time.GetUtcNow() - begin >= TimeSpan.FromMinutes(14.9));
    }

    [Fact]
    public async Task One_that_was_taken_the_second_time_does_not_come_a_third()
    {
        target.Dispose();
        target = new WebhookTarget(503, 204);
        Start();
        Api.Emulator.ChangeObject("bank_transfers", []);
        await Eventually.TrueAsync(() => Api.Emulator.Webhooks[0].Attempts == 1);
        await Eventually.TrueAsync(() => Api.Emulator.Webhooks[0].State == "Delivered", () => time.Advance(TimeSpan.FromSeconds(5)));
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((2, 204), (Api.Emulator.Webhooks[0].Attempts, Api.Emulator.Webhooks[0].StatusCode));
        Assert.Equal(2, target.Received.Count);
    }

    [Fact]
    public async Task Webhooks_are_lost_or_sent_twice_on_request()
    {
        Start();
        Api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.LostWebhook, Probability = 0.3, Seed = 4 });
        Api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.DuplicateWebhook, Probability = 0.3, Seed = 5 });
        for (var i = 0; i < 60; i++)
        {
            Api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["id"] = $"t{i}", ["platform_id"] = $"p{i}" });
        }

        Assert.Equal(200, (await Api.GetAsync(TestApi.Transfers)).Status);
        await Eventually.TrueAsync(() => Api.Emulator.Webhooks.All(webhook => webhook.State != "Pending"));

        var lost = Api.Emulator.Webhooks.Where(webhook => webhook.State == "Lost").Select(webhook => webhook.SubjectId).ToList();
        var received = target.Bodies.Select(body => body.GetProperty("bank_transfer").GetProperty("id").GetString()!).ToList();
        Assert.InRange(lost.Count, 5, 35);
        Assert.InRange(received.Count - received.Distinct().Count(), 3, 35);
        Assert.Equal(Api.Emulator.Webhooks.Select(webhook => webhook.SubjectId).Except(lost).Order(), received.Distinct().Order());
    }

    [Fact]
    public async Task A_webhook_with_a_wrong_signature_is_sent_on_request()
    {
        Start();
        Api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.TamperedWebhook, WebhookCode = "BANK_TRANSFER_CREATED" });
        var made = Api.Emulator.ChangeObject("bank_transfers", []);
        Api.Emulator.RemoveObject("bank_transfers", (string)made["id"]!);
        await ReceivedAsync(2);

        Assert.Equal([false, true], target.Received.Select(item => WebhookTarget.Header(item.Head, "X-Rutter-Signature")
            == "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Api.Emulator.ClientSecret), item.Body))));
    }

    [Fact]
    public async Task A_slow_receiver_delays_nothing_and_a_stop_ends_it()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        Start(new EmulatorOptions { WebhookUri = new Uri($"http://{silent.LocalEndpoint}/") });

        for (var i = 0; i < 20; i++)
        {
            await CreateAsync();
        }

        Assert.Equal(20, Api.Emulator.TransferCount);
        Assert.All(Api.Emulator.Webhooks, webhook => Assert.Equal("Pending", webhook.State));
        await Api.Emulator.DisposeAsync();
    }

    [Fact]
    public async Task The_log_has_no_token()
    {
        Start();
        await CreateAsync();
        await ReceivedAsync(2);

        Assert.DoesNotContain("not-real", JsonSerializer.Serialize(Api.Emulator.Webhooks), StringComparison.Ordinal);
        Assert.Equal([1, 2], Api.Emulator.Webhooks.Select(webhook => webhook.Number));
        Api.Emulator.Reset();
        Assert.Empty(Api.Emulator.Webhooks);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://10.0.0.1:80/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    public void Webhooks_are_sent_to_addresses_of_this_machine_only(string address) =>
        Assert.Throws<ArgumentException>(() => RutterEmulator.Start(new EmulatorOptions { WebhookUri = new Uri(address) }));

    private void Start(EmulatorOptions? options = null) =>
        api = TestApi.Start(
            (options ?? new EmulatorOptions()) with { TransferCount = 0, TimeProvider = time, WebhookUri = options?.WebhookUri ?? target.Uri });

    private string Body(string memo) =>
        $$"""{"bank_transfer":{"credit_account_id":"{{Api.AccountIds()[0]}}","debit_account_id":"{{Api.AccountIds()[1]}}","total_amount":12.30,"memo":"{{memo}}"} }""";

    private async Task<string> CreateAsync() =>
        (await Api.WriteAsync("POST", TestApi.Transfers, Body("made"))).Json.GetProperty("bank_transfer").GetProperty("id").GetString()!;

    private Task ReceivedAsync(int count) => Eventually.TrueAsync(() => target.Received.Count >= count);
}
