using System.Diagnostics;
using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Shows a progress bar while requests wait for the rate limit.</summary>
internal sealed class RateLimitProgress(StreamQueue streams)
{
    // Any number that other progress bars are unlikely to have.
    private const int ActivityId = 1_902_500;

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(200);

    private readonly object gate = new();
    private readonly HashSet<object> waiting = new(ReferenceEqualityComparer.Instance);
    private long lastShown;
    private bool isShown;

    public void Enter(object request)
    {
        lock (gate)
        {
            waiting.Add(request);
            if (!isShown || Stopwatch.GetElapsedTime(lastShown) >= ShortestInterval)
            {
                Show();
            }
        }
    }

    public void Leave(object request)
    {
        lock (gate)
        {
            if (!waiting.Remove(request))
            {
                return;
            }

            if (waiting.Count == 0)
            {
                isShown = false;
                Post(ProgressRecordType.Completed, "Done");
            }
            else if (Stopwatch.GetElapsedTime(lastShown) >= ShortestInterval)
            {
                Show();
            }
        }
    }

    private void Show()
    {
        isShown = true;
        lastShown = Stopwatch.GetTimestamp();
        Post(ProgressRecordType.Processing, waiting.Count == 1 ? "One request waits" : $"{waiting.Count} requests wait");
    }

    private void Post(ProgressRecordType type, string status) => streams.Post(cmdlet => cmdlet.WriteProgress(
        new ProgressRecord(ActivityId, "Rutter's limit of 500 requests in 10 seconds is used up", status) { RecordType = type }));
}
