using System.Globalization;
using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Listing;

/// <summary>A list whose cursors lead in a circle ends with an error.</summary>
public sealed class CursorTrailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_circle_of_pages_is_noticed_when_it_closes(int pages)
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 200, EnforceRateLimit = false });
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.CircularCursor, Pages = pages });
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => emulator.Client().ListAsync(new ListQuery { Limit = 10 }, cancellationToken: Token));
        Assert.Equal("UnreadableReply", failure.Meaning.ErrorId);
        Assert.Contains("never end", failure.Message, StringComparison.Ordinal);
        Assert.InRange(emulator.Requests.Count, pages + 1, pages + 3);
    }

    [Fact]
    public async Task A_list_of_plain_values_detects_a_circle_too()
    {
        await using var server = new RawServer(
            [.. new[] { "a", "b", "a" }.Select(cursor => RawResponse.Json($$"""{"things":[1],"next_cursor":"{{cursor}}"}"""))]);
        await Assert.ThrowsAsync<RutterApiException>(async () =>
        {
            await foreach (var page in Clients.For(server.BaseAddress)
                .ListPagesAsync(new RutterRequest { Method = HttpMethod.Get, Path = "things" }).WithCancellation(Token))
            {
                Assert.Single(page.Items);
            }
        });
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 2)]
    [InlineData(20_000, 1)]
    [InlineData(20_000, 2)]
    [InlineData(30_000, 7_000)]
    [InlineData(0, 50_000)]
    public void A_circle_of_any_length_is_noticed_after_any_beginning(int beginning, int length)
    {
        var trail = new CursorTrail();
        var steps = 0;
        Assert.Throws<RutterApiException>(() =>
        {
            for (; steps < 4 * (beginning + length + 20_000); steps++)
            {
                trail.Add((steps < beginning ? steps : beginning + ((steps - beginning) % length)).ToString(CultureInfo.InvariantCulture));
            }
        });
        Assert.True(steps >= beginning + length);
    }

    [Fact]
    public void A_long_list_without_a_circle_is_read_to_its_end()
    {
        var trail = new CursorTrail();
        for (var i = 0; i < 100_000; i++)
        {
            trail.Add(i.ToString(CultureInfo.InvariantCulture));
        }

        trail.Add(null);
    }
}
