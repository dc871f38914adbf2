using System.Diagnostics;
using System.Globalization;

namespace RutterPS.Common;

/// <summary>How far a list or a sync has come: objects, pages, and objects a second; a bar where it is known how many there will be.</summary>
internal sealed class ReadProgress : IDisposable
{
    // Any number that other progress bars are unlikely to have.
    private const int ActivityId = 1_902_501;

    private readonly long started = Stopwatch.GetTimestamp();
    private readonly string objectsName;
    private readonly string pagesName;
    private readonly long? total;
    private readonly DelayedProgress progress;
    private long objects;
    private long pages;

    /// <summary>Begins.</summary>
    /// <param name="cmdlet">Who reads.</param>
    /// <param name="total">How many objects are read at most; null where that is not known.</param>
    /// <param name="objectsName">What is counted.</param>
    /// <param name="pagesName">What they come in; null where they come one by one.</param>
    public ReadProgress(RutterCmdlet cmdlet, long? total = null, string objectsName = "objects", string? pagesName = "pages")
    {
        this.total = total;
        this.objectsName = objectsName;
        this.pagesName = pagesName ?? "";
        progress = new DelayedProgress(cmdlet, ActivityId, cmdlet.MyInvocation.MyCommand.Name, Describe);
    }

    /// <summary>Counts what has arrived.</summary>
    public void Add(int count)
    {
        objects += count;
        pages++;
    }

    public void Dispose() => progress.Dispose();

    private (string Status, int Percent) Describe()
    {
        var rate = objects / Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001);
        var inPages = pagesName.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {pages:N0} {pagesName}");
        var status = string.Create(CultureInfo.InvariantCulture, $"{objects:N0} {objectsName}{inPages}, {rate:N0} a second");
        return (status, total > 0 ? (int)Math.Min(100, 100 * (double)objects / total.Value) : -1);
    }
}
