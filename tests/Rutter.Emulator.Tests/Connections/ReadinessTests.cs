using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Connections;

/// <summary>Source: the public page "Basics", heading "Iniitial Update".</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Data_can_be_read_only_after_the_first_sync()
    {
        var time = new ManualTime();
        using var target = new WebhookTarget();
        using var api = TestApi.Start(new EmulatorOptions { TransferCount = 3, ReadyAfterMs = 60_000, TimeProvider = time, WebhookUri = target.Uri });
        Assert.Equal("PRODUCT_NOT_READY", (await api.GetAsync(TestApi.Transfers)).ErrorCode);
        Assert.Equal(3, (await api.GetAsync(TestApi.Transfers, "force_fetch=true")).Ids().Count);

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("PRODUCT_NOT_READY", (await api.GetAsync(TestApi.Transfers)).ErrorCode);
        Assert.Empty(api.Emulator.Webhooks);
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => api.Emulator.Connections[0].Status == "active");

        Assert.Equal(3, (await api.GetAsync(TestApi.Transfers)).Ids().Count);
        await Eventually.TrueAsync(() => target.Received.Count == 1);
        Assert.Equal(
            $$"""{"type":"CONNECTION","code":"INITIAL_UPDATE","connection_id":"{{api.Emulator.ConnectionId}}","access_token":"{{api.Emulator.AccessToken}}"}""",
            System.Text.Encoding.UTF8.GetString(target.Received.Single().Body));
    }

    [Fact]
    public async Task A_first_sync_without_a_duration_lasts_until_it_is_ended()
    {
        using var target = new WebhookTarget();
        using var api = TestApi.Start(new EmulatorOptions { NotReady = true, WebhookUri = target.Uri });
        Assert.Equal("PRODUCT_NOT_READY", (await api.GetAsync(TestApi.Transfers)).ErrorCode);

        api.Emulator.SetConnectionStatus("active");
        api.Emulator.SetConnectionStatus("unhealthy");

        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
        await Eventually.TrueAsync(() => api.Emulator.Webhooks is [{ State: "Delivered" }]);
        Assert.Equal(["INITIAL_UPDATE"], target.Codes);
    }

    [Fact]
    public async Task A_connection_that_is_ready_from_the_start_says_nothing()
    {
        using var target = new WebhookTarget();
        using var api = TestApi.Start(new EmulatorOptions { WebhookUri = target.Uri });

        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);

        Assert.Empty(api.Emulator.Webhooks);
    }
}
