using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Data;

/// <summary>Data that changes without a request, as a platform's does.</summary>
public sealed class PlatformChangeTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly TestApi api;

    public PlatformChangeTests() => api = TestApi.Start(new EmulatorOptions { TransferCount = 40, TimeProvider = time, EnforceRateLimit = false });

    public void Dispose() => api.Dispose();

    [Fact]
    public void A_change_keeps_what_it_does_not_name_and_moves_the_times()
    {
        var before = api.StoredTransfers()[0];

        var after = api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["id"] = (string)before["id"]!, ["memo"] = "by hand" });

        Assert.Equal("by hand", (string?)after["memo"]);
        Assert.Equal(("2025-03-01T09:00:00.000Z", "2025-03-01T09:00:00.000Z"), ((string?)after["updated_at"], (string?)after["last_synced_at"]));
        foreach (var (name, value) in before.Where(property => property.Key is not ("memo" or "updated_at" or "last_synced_at")))
        {
            Assert.True(JsonNode.DeepEquals(value, after[name]), name);
        }

        Assert.Equal(40, api.Emulator.TransferCount);
    }

    [Fact]
    public async Task A_new_object_gets_what_it_lacks()
    {
        var made = api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["total_amount"] = 5, ["last_synced_at"] = "2025-03-02" });

        Assert.Equal(("2025-03-01T09:00:00.000Z", "2025-03-02T00:00:00.000Z"), ((string?)made["created_at"], (string?)made["last_synced_at"]));
        Assert.Equal(200, (await api.GetAsync($"{TestApi.Transfers}/{made["id"]}")).Status);
        Assert.Equal(200, (await api.GetAsync($"{TestApi.Transfers}/{made["platform_id"]}", "id_type=platform")).Status);
    }

    [Fact]
    public void An_unknown_property_or_kind_changes_nothing()
    {
        var before = api.StoredTransfers()[0].ToJsonString();
        var id = (string)api.StoredTransfers()[0]["id"]!;

        Assert.Throws<ArgumentException>(
            () => api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["id"] = id, ["memo"] = "x", ["colour"] = "red" }));
        Assert.Throws<ArgumentException>(() => api.Emulator.RemoveObject("teapots", id));

        Assert.Equal(before, api.StoredTransfers().Single(item => (string?)item["id"] == id).ToJsonString());
    }

    [Fact]
    public async Task The_data_changes_between_pages_the_same_way_each_time()
    {
        var first = await ListUnderChangeAsync();
        api.Emulator.Reset();
        var second = await ListUnderChangeAsync();

        Assert.Equal(first, second);
        Assert.Contains("deleted", first.Select(change => change.Kind));
        Assert.Contains("made", first.Select(change => change.Kind));
        Assert.Contains("changed", first.Select(change => change.Kind));
    }

    [Fact]
    public async Task The_page_of_the_fault_shows_the_data_before_the_change()
    {
        var before = await api.GetAsync(TestApi.Transfers, "limit=40");
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.ChangeData, Changes = 10, Seed = 3 });

        var during = await api.GetAsync(TestApi.Transfers, "limit=40");
        var after = await api.GetAsync(TestApi.Transfers, "limit=40");

        Assert.Equal(before.Text, during.Text);
        Assert.NotEqual(before.Text, after.Text);
    }

    [Fact]
    public async Task A_change_of_data_is_made_on_requests_that_another_fault_lets_pass()
    {
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.Status, Status = 503, Count = 2 });
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.ChangeData, Changes = 3 });
        var before = Snapshot();

        Assert.Equal(503, (await api.GetAsync(TestApi.Transfers)).Status);
        Assert.Equal(503, (await api.GetAsync(TestApi.Transfers)).Status);
        Assert.Equal(before, Snapshot());
        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);

        Assert.NotEqual(before, Snapshot());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void An_invalid_number_of_changes_is_refused(int changes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.ChangeData, Changes = changes }));

    private async Task<List<(string Kind, string Id)>> ListUnderChangeAsync()
    {
        var before = Snapshot();
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.ChangeData, Path = TestApi.Transfers, Changes = 4, Seed = 11 });
        await api.ListTransfersAsync("limit=10&sort=last_synced_at%20ASC");
        var after = Snapshot();
        return
        [
            .. before.Keys.Except(after.Keys).Select(id => ("deleted", id)).Order(),
            .. after.Keys.Except(before.Keys).Select(id => ("made", id)).Order(),
            .. after.Keys.Intersect(before.Keys).Where(id => before[id] != after[id]).Select(id => ("changed", id)).Order(),
        ];
    }

    private Dictionary<string, string> Snapshot() => api.StoredTransfers().ToDictionary(item => (string)item["id"]!, item => item.ToJsonString());
}
