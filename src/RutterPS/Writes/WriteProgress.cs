using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Errors;

namespace RutterPS.Writes;

/// <summary>Shows how many rows were written, how fast, and how many were not or may not have been; five times a second at most.</summary>
internal sealed class WriteProgress(string activity, bool isShown)
{
    private const int ActivityId = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long started = Stopwatch.GetTimestamp();
    private readonly int[] counts = new int[Enum.GetValues<WriteState>().Length];
    private long shown;

    private string Status
    {
        get
        {
            var (rows, failed, unknown) = (counts.Sum(), counts[(int)WriteState.NotDone], counts[(int)WriteState.Unknown]);
            var rate = rows / Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001);
            var text = string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {rate:0.0} a second, {failed} failed");
            return unknown > 0 ? string.Create(CultureInfo.InvariantCulture, $"{text}, {unknown} unknown") : text;
        }
    }

    public void Add(Cmdlet cmdlet, WriteVerdict verdict)
    {
        counts[(int)verdict.State]++;
        if (isShown && Stopwatch.GetElapsedTime(shown) >= Interval)
        {
            shown = Stopwatch.GetTimestamp();
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, Status));
        }
    }

    public void Complete(Cmdlet cmdlet)
    {
        if (shown != 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, Status) { RecordType = ProgressRecordType.Completed });
        }
    }
}
