using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Listing;

/// <summary>Source: the public page "Bank Transfers", heading "List Bank Transfers".</summary>
public sealed class ListTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 230, EnforceRateLimit = false });

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_page_has_50_objects_unless_a_limit_says_otherwise()
    {
        Assert.Equal(50, (await api.GetAsync(TestApi.Transfers)).Ids().Count);
        Assert.Equal(7, (await api.GetAsync(TestApi.Transfers, "limit=7")).Ids().Count);
        Assert.Equal(230, (await api.GetAsync(TestApi.Transfers, "limit=1000")).Ids().Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("1.5")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData("99999999999")]
    public async Task An_invalid_limit_is_400(string limit) => await IsRefusedAsync($"limit={limit}", "limit");

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(50)]
    [InlineData(229)]
    [InlineData(230)]
    [InlineData(231)]
    public async Task All_pages_together_hold_every_object_once(int limit)
    {
        var all = await api.ListTransfersAsync($"limit={limit}");

        Assert.Equal(230, all.Count);
        Assert.Equal(api.StoredTransfers().Select(item => (string)item["id"]!).Order(), all.Order());
        Assert.Equal((await api.GetAsync(TestApi.Transfers, "limit=1000")).Ids(), all);
    }

    [Fact]
    public async Task The_last_page_has_no_cursor_even_when_it_is_full()
    {
        var response = await api.GetAsync(TestApi.Transfers, "limit=230");

        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task An_empty_list_is_an_empty_array()
    {
        using var empty = TestApi.Start(new EmulatorOptions { TransferCount = 0 });

        var response = await empty.GetAsync(TestApi.Transfers);

        Assert.Empty(response.Ids());
        Assert.Null(response.NextCursor);
    }

    [Fact]
    public async Task The_default_order_is_updated_at_descending()
    {
        var expected = Sorted("updated_at", descending: true);

        Assert.Equal(expected, await api.ListTransfersAsync("limit=30"));
        Assert.Equal(expected, await api.ListTransfersAsync("limit=30&sort=updated_at%20DESC"));
    }

    public static TheoryData<SortDirection> SortDirections { get; } =
    [
        new SortDirection(Sort: "created_at", IsDescending: false),
        new SortDirection(Sort: "created_at ASC", IsDescending: false),
        new SortDirection(Sort: "created_at DESC", IsDescending: true),
        new SortDirection(Sort: "last_synced_at", IsDescending: false),
    ];

    [Theory]
    [MemberData(nameof(SortDirections))]
    public async Task A_sort_without_direction_is_ascending(SortDirection given)
    {
        var (sort, descending) = given;
        Assert.Equal(Sorted(sort.Split(' ')[0], descending), await api.ListTransfersAsync($"limit=17&sort={Uri.EscapeDataString(sort)}"));
    }

    [Fact]
    public async Task Objects_with_the_same_value_keep_an_order_over_pages()
    {
        foreach (var item in api.StoredTransfers())
        {
            item["updated_at"] = "2024-01-01T00:00:00.000Z";
            item["created_at"] = (string)item["id"]! is [< '8', ..] ? "2024-01-01T00:00:00.000Z" : null;
            api.Emulator.PutObject("bank_transfers", item);
        }

        var byIds = await api.ListTransfersAsync("limit=9");
        var byBoth = await api.ListTransfersAsync("limit=9&sort=updated_at,created_at%20DESC");

        Assert.Equal(byIds.Order(StringComparer.Ordinal), byIds);
        Assert.Equal(byIds.OrderBy(id => id[0] >= '8').ThenBy(id => id, StringComparer.Ordinal), byBoth);
    }

    [Theory]
    [InlineData("total_amount")]
    [InlineData("transaction_date")]
    [InlineData("nothing")]
    [InlineData("UPDATED_AT")]
    [InlineData("updated_at desc")]
    [InlineData("updated_at DESC ASC")]
    [InlineData("updated_at,")]
    [InlineData("updated_at,updated_at DESC")]
    [InlineData("")]
    public async Task An_invalid_sort_is_400(string sort) => await IsRefusedAsync($"sort={Uri.EscapeDataString(sort)}", "sort");

    [Fact]
    public async Task The_next_page_starts_in_the_right_place_when_objects_are_added_and_removed()
    {
        var before = await api.ListTransfersAsync("limit=1000&sort=created_at");
        var first = await api.GetAsync(TestApi.Transfers, "limit=100&sort=created_at");

        // The cursor's own object, one that was listed, and one that was not.
        foreach (var gone in new[] { before[99], before[10], before[150] })
        {
            await api.WriteAsync("DELETE", $"{TestApi.Transfers}/{gone}", null);
        }

        Put("early", "2020-01-01T00:00:00.000Z");
        Put("late", "2030-01-01T00:00:00.000Z");
        var rest = await api.ListTransfersAsync($"limit=1000&sort=created_at&cursor={Uri.EscapeDataString(first.NextCursor!)}");

        Assert.Equal(before.Skip(100).Where(id => id != before[150]).Append("late").Order(), rest.Order());
    }

    [Fact]
    public async Task A_cursor_is_opaque_base64_that_has_to_be_escaped()
    {
        var response = await api.GetAsync(TestApi.Transfers, "limit=3");

        Assert.NotNull(response.NextCursor);
        Assert.NotEmpty(Convert.FromBase64String(response.NextCursor));
    }

    [Theory]
    [InlineData("limit=3", "limit=3&sort=created_at")]
    [InlineData("limit=3", "limit=3&updated_at_min=1")]
    [InlineData("limit=3&sort=created_at", "limit=3")]
    [InlineData("limit=3&last_synced_at_min=1", "limit=3&last_synced_at_min=2")]
    [InlineData("limit=3&filter=created_at%3E%222024-01-01%22", "limit=3")]
    public async Task A_cursor_of_another_list_is_400(string first, string second)
    {
        var cursor = (await api.GetAsync(TestApi.Transfers, first)).NextCursor!;

        var response = await api.GetAsync(TestApi.Transfers, $"{second}&cursor={Uri.EscapeDataString(cursor)}");

        Assert.Equal((400, "INVALID_CURSOR"), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task A_cursor_of_another_resource_is_400()
    {
        var cursor = (await api.GetAsync(TestApi.Accounts, "limit=1")).NextCursor!;

        var response = await api.GetAsync(TestApi.Transfers, $"limit=1&cursor={Uri.EscapeDataString(cursor)}");

        Assert.Equal((400, "INVALID_CURSOR"), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task Page_size_and_expansion_may_change_between_pages()
    {
        var cursor = (await api.GetAsync(TestApi.Transfers, "limit=3")).NextCursor!;

        var response = await api.GetAsync(TestApi.Transfers, $"limit=5&expand=platform_data&force_fetch=true&cursor={Uri.EscapeDataString(cursor)}");

        Assert.Equal(5, response.Ids().Count);
    }

    [Fact]
    public async Task A_broken_cursor_is_400_whatever_it_is()
    {
        var good = (await api.GetAsync(TestApi.Transfers, "limit=3")).NextCursor!;
        var inside = JsonNode.Parse(Convert.FromBase64String(good))!.AsArray();
        string[] broken =
        [
            "", "x", "%%%", good[1..], good[..^5], good + "AAAA",
            Base64("null"), Base64("[]"), Base64("{}"), Base64("[1,2,3]"), Base64("\"text\""),
            Base64($"[{inside[0]!.ToJsonString()}]"),
            Base64($"[{inside[0]!.ToJsonString()},1,\"id\"]"),
            Base64($"[{inside[0]!.ToJsonString()},\"yesterday\",\"id\"]"),
            Base64($"[{inside[0]!.ToJsonString()},null,5]"),
            Base64($"[{inside[0]!.ToJsonString()},null,null,\"id\"]"),
        ];

        foreach (var cursor in broken)
        {
            var response = await api.GetAsync(TestApi.Transfers, $"limit=3&cursor={Uri.EscapeDataString(cursor)}");
            Assert.True(response.Status == 400 && response.ErrorCode == "INVALID_CURSOR", $"'{cursor}' gave {response.Status}: {response.Text}");
        }
    }

    [Fact]
    public async Task The_deprecated_time_parameters_select_inclusively()
    {
        var item = api.StoredTransfers().First(
            item => item["updated_at"] is not null && (string?)item["updated_at"] != (string?)item["last_synced_at"]);
        var (updated, synced) = ((string)item["updated_at"]!, (string)item["last_synced_at"]!);

        Assert.Equal(Where("updated_at", at => at >= 0, updated), (await api.ListTransfersAsync($"updated_at_min={Milliseconds(updated)}")).Order());
        Assert.Equal(Where("updated_at", at => at <= 0, updated), (await api.ListTransfersAsync($"updated_at_max={Milliseconds(updated)}")).Order());
        Assert.Equal(
            Where("last_synced_at", at => at >= 0, synced), (await api.ListTransfersAsync($"last_synced_at_min={Milliseconds(synced)}")).Order());
        Assert.Equal(
            Where("updated_at", at => at == 0, updated),
            (await api.ListTransfersAsync($"updated_at_min={Milliseconds(updated)}&updated_at_max={Milliseconds(updated)}")).Order());
    }

    [Theory]
    [InlineData("updated_at_min", "-1")]
    [InlineData("updated_at_min", "2024-01-01")]
    [InlineData("updated_at_max", "1.5")]
    [InlineData("last_synced_at_min", "")]
    [InlineData("last_synced_at_min", "253402300800000")]
    public async Task A_time_that_is_not_unix_time_is_400(string name, string value) => await IsRefusedAsync($"{name}={value}", name);

    [Theory]
    [InlineData("expand", "connection")]
    [InlineData("expand", "")]
    [InlineData("force_fetch", "1")]
    [InlineData("force_fetch", "True")]
    public async Task A_word_that_is_not_in_the_enumeration_is_400(string name, string value) => await IsRefusedAsync($"{name}={value}", name);

    [Fact]
    public async Task Platform_data_comes_only_when_it_is_asked_for()
    {
        var plain = await api.GetAsync(TestApi.Transfers, "limit=1");
        var expanded = await api.GetAsync(TestApi.Transfers, "limit=1&expand=platform_data");

        Assert.False(plain.Json.GetProperty("bank_transfers")[0].TryGetProperty("platform_data", out _));
        Assert.Equal(JsonValueKind.Object, expanded.Json.GetProperty("bank_transfers")[0].GetProperty("platform_data").ValueKind);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static long Milliseconds(string timestamp) =>
        DateTimeOffset.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private async Task IsRefusedAsync(string query, string name)
    {
        var response = await api.GetAsync(TestApi.Transfers, query);

        Assert.Equal((400, "INVALID_PARAMETER"), (response.Status, response.ErrorCode));
        Assert.Contains($"'{name}'", response.ErrorMessage, StringComparison.Ordinal);
    }

    // Timestamps of the same form sort like text.
    private string[] Sorted(string field, bool descending)
    {
        var dated = api.StoredTransfers().OrderBy(item => item[field] is null);
        var sorted = descending
            ? dated.ThenByDescending(item => (string?)item[field], StringComparer.Ordinal)
            : dated.ThenBy(item => (string?)item[field], StringComparer.Ordinal);
        return [.. sorted.ThenBy(item => (string)item["id"]!, StringComparer.Ordinal).Select(item => (string)item["id"]!)];
    }

    private IEnumerable<string> Where(string field, Func<int, bool> accepts, string timestamp) => api.StoredTransfers()
        .Where(item => item[field] is not null && accepts(string.CompareOrdinal((string)item[field]!, timestamp)))
        .Select(item => (string)item["id"]!)
        .Order();

    private void Put(string id, string createdAt) => api.Emulator.PutObject(
        "bank_transfers",
        new JsonObject { ["id"] = id, ["platform_id"] = id, ["created_at"] = createdAt, ["last_synced_at"] = createdAt });

    public sealed record SortDirection(string Sort, bool IsDescending);
}
