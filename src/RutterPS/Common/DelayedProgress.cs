using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>
/// A progress bar for work that takes longer than a second. It is shown while the pipeline thread waits, at most twice a second, and removed at the
/// end, also after a failure.
/// </summary>
internal sealed class DelayedProgress : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly RutterCmdlet cmdlet;
    private readonly int activityId;
    private readonly string activity;
    private readonly Func<(string Status, int Percent)> describe;
    private readonly Timer timer;
    private int isPosted;
    private bool isShown;
    private bool isOver;

    /// <summary>Starts; nothing is shown for a second.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="activityId">A number that no other progress bar of the command has.</param>
    /// <param name="activity">The activity.</param>
    /// <param name="describe">Gives the status and the percentage (-1 without a known total), on the pipeline thread.</param>
    public DelayedProgress(RutterCmdlet cmdlet, int activityId, string activity, Func<(string Status, int Percent)> describe)
    {
        this.cmdlet = cmdlet;
        this.activityId = activityId;
        this.activity = activity;
        this.describe = describe;
        timer = new Timer(_ => Post(), null, Delay, Interval);
    }

    /// <summary>Removes the progress bar; on the pipeline thread.</summary>
    public void Dispose()
    {
        Stop();
        if (isShown)
        {
            isShown = false;
            try
            {
                Write(ProgressRecordType.Completed);
            }
            catch (PipelineStoppedException)
            {
                // After Ctrl+C nothing can be written, and the host clears its progress itself.
            }
        }
    }

    /// <summary>Stops showing progress; on any thread.</summary>
    public void Stop()
    {
        isOver = true;
        timer.Dispose();
    }

    // One at a time, because the next command of the pipeline may keep the thread busy.
    private void Post()
    {
        if (!isOver && Interlocked.Exchange(ref isPosted, 1) == 0)
        {
            cmdlet.Streams.Post(_ => Show());
        }
    }

    private void Show()
    {
        isPosted = 0;
        if (!isOver)
        {
            isShown = true;
            Write(ProgressRecordType.Processing);
        }
    }

    private void Write(ProgressRecordType type)
    {
        var (status, percent) = describe();
        cmdlet.WriteProgress(new ProgressRecord(activityId, activity, status) { RecordType = type, PercentComplete = percent });
    }
}
