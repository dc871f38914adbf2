using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace RutterPS.Writes;

/// <summary>Shows how many rows are written, how fast, and how many failed; five times a second at most.</summary>
internal sealed class WriteProgress(string activity, bool isShown)
{
    private const int ActivityId = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long started = Stopwatch.GetTimestamp();
    private long shown;
    private int count;
    private int failures;

    public void Add(Cmdlet cmdlet, bool failed)
    {
        count++;
        failures += failed ? 1 : 0;
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

    private string Status => string.Create(
        CultureInfo.InvariantCulture, $"{count} rows, {count / Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001):0.0} a second, {failures} failed");
}
