using System.Diagnostics;

namespace Rutter.Emulator.Tests.Support;

/// <summary>Waits for what another thread is about to do, for half a minute at most.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="meanwhile">What to do between two checks.</param>
    public static async Task TrueAsync(Func<bool> condition, Action? meanwhile = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Timeout, "What was waited for did not happen.");
            meanwhile?.Invoke();
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
