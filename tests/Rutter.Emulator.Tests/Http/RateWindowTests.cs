using Rutter.Emulator.Http;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Http;

/// <summary>Source: the public page "Basics", heading "Rate Limiting".</summary>
public sealed class RateWindowTests
{
    [Fact]
    public async Task The_501st_request_of_ten_seconds_is_429_and_the_window_slides()
    {
        var time = new ManualTime();
        using var api = TestApi.Start(new EmulatorOptions { TimeProvider = time, TransferCount = 0 });
        await SendAsync(api, 1);
        time.Advance(TimeSpan.FromSeconds(4));
        await SendAsync(api, 499);

        var refused = await api.GetAsync(TestApi.Transfers);
        Assert.Equal((429, "RATE_LIMIT_EXCEEDED"), (refused.Status, refused.ErrorCode));
        Assert.Null(refused.Header("Retry-After"));

        // Ten seconds after the first request there is room for one, and only one.
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
        Assert.Equal(429, (await api.GetAsync(TestApi.Transfers)).Status);
    }

    [Fact]
    public async Task Requests_without_good_credentials_do_not_count()
    {
        using var api = TestApi.Start(new EmulatorOptions { TimeProvider = new ManualTime(), TransferCount = 0 });
        for (var i = 0; i < RateWindow.MaximumRequests; i++)
        {
            var request = api.Request(HttpMethod.Get, TestApi.Transfers);
            request.Headers.Authorization = TestApi.Basic(api.Emulator.ClientId, "wrong");
            await api.SendAsync(request);
        }

        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
    }

    [Fact]
    public async Task The_window_can_be_switched_off()
    {
        using var api = TestApi.Start(new EmulatorOptions { TimeProvider = new ManualTime(), TransferCount = 0, EnforceRateLimit = false });
        await SendAsync(api, RateWindow.MaximumRequests);

        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
    }

    [Fact]
    public void Refused_requests_do_not_prolong_the_wait()
    {
        var time = new ManualTime();
        var window = new RateWindow(time);
        Assert.All(Enumerable.Range(0, RateWindow.MaximumRequests), _ => Assert.True(window.TryAccept()));
        time.Advance(RateWindow.Length - TimeSpan.FromTicks(1));
        Assert.False(window.TryAccept());

        time.Advance(TimeSpan.FromTicks(1));

        Assert.True(window.TryAccept());
    }

    private static async Task SendAsync(TestApi api, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(20))
        {
            var responses = await Task.WhenAll(chunk.Select(_ => api.GetAsync(TestApi.Transfers)));
            Assert.All(responses, response => Assert.Equal(200, response.Status));
        }
    }
}
