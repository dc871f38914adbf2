using System.Diagnostics;

namespace Rutter.Emulator.Tests.Support;

/// <summary>Waits for what another thread is about to do, with an end to the patience.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks until a condition holds.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="meanwhile">What to do between two looks.</param>
    public static async Task TrueAsync(Func<bool> condition, Action? meanwhile = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, "What was waited for did not happen.");
            meanwhile?.Invoke();
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
