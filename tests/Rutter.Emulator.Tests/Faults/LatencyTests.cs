using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Faults;

public sealed class LatencyTests
{
    [Fact]
    public async Task A_response_waits_for_the_emulators_clock()
    {
        var time = new ManualTime();
        using var api = TestApi.Start(new EmulatorOptions { TimeProvider = time, LatencyMs = 250 });
        var waiting = api.GetAsync(TestApi.Transfers);
        await time.TimerAsync();

        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(200, (await waiting).Status);
    }
}
