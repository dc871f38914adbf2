using System.Diagnostics;
using System.Globalization;
using Rutter.Client.Errors;
using RutterPS.Common;

namespace RutterPS.Writes;

/// <summary>Shows how many rows were written, how fast, and how many failed or are unknown.</summary>
internal sealed class WriteProgress : IDisposable
{
    private const int ActivityId = 1;

    private readonly long started = Stopwatch.GetTimestamp();
    private readonly int[] counts = new int[Enum.GetValues<WriteState>().Length];
    private readonly DelayedProgress progress;

    public WriteProgress(RutterCmdlet cmdlet) => progress = new DelayedProgress(cmdlet, ActivityId, cmdlet.MyInvocation.MyCommand.Name, Describe);

    public void Add(WriteVerdict verdict) => counts[(int)verdict.State]++;

    /// <summary>Removes the progress bar; on the pipeline thread.</summary>
    public void Dispose() => progress.Dispose();

    /// <summary>Stops showing progress; on any thread.</summary>
    public void Stop() => progress.Stop();

    private (string Status, int Percent) Describe()
    {
        var (rows, failed, unknown) = (counts.Sum(), counts[(int)WriteState.NotDone], counts[(int)WriteState.Unknown]);
        var rate = rows / Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001);
        var text = string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {rate:0.0} a second, {failed} failed");
        return (unknown > 0 ? string.Create(CultureInfo.InvariantCulture, $"{text}, {unknown} unknown") : text, -1);
    }
}
