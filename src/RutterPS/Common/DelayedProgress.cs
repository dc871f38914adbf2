using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>
/// A line of progress of work that takes longer than a second: shown while the pipeline thread waits, twice a second at most, and taken off the
/// screen at the end, whichever end that is.
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

    /// <summary>Begins; nothing is shown for a second.</summary>
    /// <param name="cmdlet">Who works.</param>
    /// <param name="activityId">A number that other progress bars of the command do not have.</param>
    /// <param name="activity">What is done.</param>
    /// <param name="describe">How far it has come, and the percentage, or -1 where no total is known; asked on the pipeline thread.</param>
    public DelayedProgress(RutterCmdlet cmdlet, int activityId, string activity, Func<(string Status, int Percent)> describe)
    {
        this.cmdlet = cmdlet;
        this.activityId = activityId;
        this.activity = activity;
        this.describe = describe;
        timer = new Timer(_ => Post(), null, Delay, Interval);
    }

    /// <summary>Takes the line off the screen; on the pipeline thread.</summary>
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

    /// <summary>Shows nothing more; on any thread.</summary>
    public void Stop()
    {
        isOver = true;
        timer.Dispose();
    }

    // One at a time: the next command of the pipeline may keep the thread for long.
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
