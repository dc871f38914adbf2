using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Events;

/// <summary>Source: the public page "Events" of 2024-08-31.</summary>
public sealed class EventTests : IDisposable
{
    private const string Deleted = "type=object_deleted";

    private readonly ManualTime time = new();
    private readonly TestApi api;

    public EventTests() => api = TestApi.Start(new EmulatorOptions { TransferCount = 12, TimeProvider = time });

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_deletion_through_the_api_is_an_event()
    {
        var transfer = api.StoredTransfers()[0];
        await api.WriteAsync("DELETE", $"{TestApi.Transfers}/{transfer["id"]}", null);

        var response = await EventsAsync();

        var one = Assert.Single(response.Json.GetProperty("events").EnumerateArray());
        Assert.Equal(["id", "data", "resource", "type", "last_synced_at"], one.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("BANK_TRANSFER", "object_deleted"), (one.GetProperty("resource").GetString(), one.GetProperty("type").GetString()));
        Assert.Equal("2025-03-01T09:00:00.000Z", one.GetProperty("last_synced_at").GetString());
        Assert.Equal((string?)transfer["id"], one.GetProperty("data").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("next_cursor").ValueKind);
        Assert.False(response.Json.TryGetProperty("connection", out _));
    }

    [Fact]
    public async Task There_is_an_event_for_each_deletion_and_for_nothing_else()
    {
        Assert.Empty(await DeletedIdsAsync());
        await api.WriteAsync("DELETE", $"{TestApi.Transfers}/never-was", null);
        api.Emulator.ChangeObject("bank_transfers", new JsonObject { ["memo"] = "new" });
        Assert.False(api.Emulator.RemoveObject("bank_transfers", "never-was"));
        Assert.Empty(await DeletedIdsAsync());
        var gone = RemoveFirst();

        Assert.Equal([gone], await DeletedIdsAsync());

        api.Emulator.Reset();
        Assert.Empty(await DeletedIdsAsync());
    }

    [Fact]
    public async Task Events_are_listed_oldest_first_from_an_inclusive_instant()
    {
        var ids = RemoveSeveral(5);
        var second = DateTimeOffset.Parse("2025-03-01T09:00:01Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

        Assert.Equal(ids, await DeletedIdsAsync());
        Assert.Equal(ids[1..], await DeletedIdsAsync($"last_synced_at_min={second}"));
        Assert.Equal(ids[2..], await DeletedIdsAsync($"last_synced_at_min={second + 1}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Page_by_page_each_comes_once_although_more_is_deleted_meanwhile(int limit)
    {
        var ids = RemoveSeveral(6);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var response = await EventsAsync($"limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            seen.AddRange(ObjectIds(response));
            cursor = response.NextCursor;
            if (seen.Count == limit)
            {
                ids.Add(RemoveFirst());
            }
        }
        while (cursor is not null);

        // The last page has no cursor from which to find the latest event.
        Assert.Equal(limit == 6 ? ids[..6] : ids, seen);
    }

    [Fact]
    public async Task Events_of_one_instant_are_not_lost_between_pages()
    {
        List<string> ids = [RemoveFirst(), RemoveFirst(), RemoveFirst()];

        var first = await EventsAsync("limit=2");
        var rest = await EventsAsync($"limit=2&cursor={Uri.EscapeDataString(first.NextCursor!)}");

        Assert.Equal(ids, ObjectIds(first).Concat(ObjectIds(rest)));
    }

    [Fact]
    public async Task Resources_chooses_the_kinds_of_object()
    {
        var transfer = RemoveFirst();
        var account = (string)api.Emulator.GetObjects("accounts")[0]["id"]!;
        Assert.True(api.Emulator.RemoveObject("accounts", account));

        Assert.Equal([transfer], await DeletedIdsAsync("resources=BANK_TRANSFER"));
        Assert.Equal([account], await DeletedIdsAsync("resources=ACCOUNT,BILL"));
        Assert.Equal([transfer, account], await DeletedIdsAsync("resources=BANK_TRANSFER,ACCOUNT"));
        Assert.Equal([transfer, account], await DeletedIdsAsync());
    }

    [Fact]
    public async Task Platform_data_comes_when_it_is_asked_for()
    {
        RemoveFirst();

        Assert.False(Data(await EventsAsync()).TryGetProperty("platform_data", out _));
        Assert.Equal(JsonValueKind.Object, Data(await EventsAsync("expand=platform_data")).GetProperty("platform_data").ValueKind);

        static JsonElement Data(ApiResponse response) => response.Json.GetProperty("events")[0].GetProperty("data");
    }

    [Theory]
    [InlineData("QUICKBOOKS", 1)]
    [InlineData("NETSUITE", 1)]
    [InlineData("SAGE_INTACCT", 0)]
    [InlineData("WAVE", 0)]
    public async Task A_platform_without_monitoring_gives_an_empty_list(string platform, int count)
    {
        using var other = TestApi.Start(new EmulatorOptions { TransferCount = 1, Platform = platform });
        other.Emulator.RemoveObject("bank_transfers", (string)other.StoredTransfers()[0]["id"]!);

        var response = await other.GetAsync("/events", Deleted);

        Assert.Equal((200, count), (response.Status, response.Json.GetProperty("events").GetArrayLength()));
    }

    [Theory]
    [InlineData("", "type")]
    [InlineData("type=object_created", "type")]
    [InlineData($"{Deleted}&limit=0", "limit")]
    [InlineData($"{Deleted}&limit=1001", "limit")]
    [InlineData($"{Deleted}&resources=BANK_TRANSFERS", "BANK_TRANSFERS")]
    [InlineData($"{Deleted}&resources=", "resources")]
    [InlineData($"{Deleted}&last_synced_at_min=2024-01-01", "last_synced_at_min")]
    [InlineData($"{Deleted}&expand=data", "expand")]
    [InlineData($"{Deleted}&filter=x", "filter")]
    [InlineData($"{Deleted}&cursor=nonsense", "cursor")]
    [InlineData($"{Deleted}&cursor=MXwy", "cursor")]
    public async Task An_unsupported_request_is_400(string query, string named)
    {
        var response = await api.GetAsync("/events", query);

        Assert.Equal(400, response.Status);
        Assert.Contains(named, response.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_list()
    {
        RemoveSeveral(2);
        var cursor = Uri.EscapeDataString((await EventsAsync("limit=1")).NextCursor!);

        Assert.Equal("INVALID_CURSOR", (await EventsAsync($"limit=1&resources=BANK_TRANSFER&cursor={cursor}")).ErrorCode);
        Assert.Equal(200, (await EventsAsync($"limit=5&cursor={cursor}")).Status);
    }

    private List<string> RemoveSeveral(int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(RemoveFirst());
            time.Advance(TimeSpan.FromSeconds(1));
        }

        return ids;
    }

    private string RemoveFirst()
    {
        var id = (string)api.StoredTransfers()[0]["id"]!;
        Assert.True(api.Emulator.RemoveObject("bank_transfers", id));
        return id;
    }

    private Task<ApiResponse> EventsAsync(string query = "") => api.GetAsync("/events", query.Length == 0 ? Deleted : $"{Deleted}&{query}");

    private async Task<IEnumerable<string>> DeletedIdsAsync(string query = "") => ObjectIds(await EventsAsync(query));

    private static IEnumerable<string> ObjectIds(ApiResponse response) =>
        [.. response.Json.GetProperty("events").EnumerateArray().Select(item => item.GetProperty("data").GetProperty("id").GetString()!)];
}
