using Rutter.Client.Events;
using Rutter.Client.Resources.Events;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Resources;

/// <summary>Source: the public page "Events" of 2024-08-31.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task Every_page_is_asked_for_with_what_the_query_says()
    {
        await using var server = new RawServer(
            RawResponse.Json("""{"events":[{"id":"e1","data":{"id":"o1"},"resource":"BANK_TRANSFER","type":"object_deleted","last_synced_at":"2024-05-01T10:00:00.123Z"}],"next_cursor":"a+b="}"""),
            RawResponse.Json(
                """{"events":[{"id":"e2","resource":"ACCOUNT","type":"object_deleted","last_synced_at":"2024-05-02T10:00:00Z","news":1}]}"""));
        var query = new EventQuery
            { Resources = ["BANK_TRANSFER", "ACCOUNT"], LastSyncedAtMin = DateTimeOffset.FromUnixTimeMilliseconds(1_714_000_000_123), Limit = 2 };

        var events = await ListAsync(server, query);

        Assert.Equal(["e1", "e2"], events.Select(item => item.Id));
        Assert.Equal(["o1", "e2"], events.Select(item => item.ObjectId));
        Assert.Equal(["BANK_TRANSFER", "ACCOUNT"], events.Select(item => item.Resource));
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, 123, TimeSpan.Zero), events[0].LastSyncedAt);
        Assert.Equal(1L, events[1].AdditionalProperties!["news"]);
        var asked = server.Requests.Select(head => head.Split(' ')[1]).ToArray();
        Assert.Equal(2, asked.Length);
        Assert.All(asked, line =>
        {
            Assert.StartsWith("/versioned/events?", line, StringComparison.Ordinal);
            Assert.Contains("type=object_deleted&resources=BANK_TRANSFER%2CACCOUNT&", line, StringComparison.Ordinal);
            Assert.Contains("last_synced_at_min=1714000000123", line, StringComparison.Ordinal);
            Assert.Contains("limit=2", line, StringComparison.Ordinal);
        });
        Assert.Contains("cursor=a%2Bb%3D", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_its_key_is_an_error_and_not_an_empty_list()
    {
        await using var server = new RawServer(RawResponse.Json("""{"next_cursor":null}"""));

        await Assert.ThrowsAsync<Client.Errors.RutterApiException>(() => ListAsync(server, new EventQuery()));
    }

    private static async Task<List<RutterEvent>> ListAsync(RawServer server, EventQuery query)
    {
        var events = new List<RutterEvent>();
        await foreach (var page in Clients.For(server.BaseAddress).ListPagesAsync(RutterEvent.Definition, query.ToListQuery()))
        {
            events.AddRange(page.Items);
        }

        return events;
    }
}
