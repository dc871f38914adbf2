using System.Diagnostics;
using System.Globalization;

namespace RutterPS.Common;

/// <summary>Shows the progress of a list or a sync: objects, pages and objects per second, and a bar if the total is known.</summary>
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

    /// <summary>Starts.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="total">The maximum number of objects; null if not known.</param>
    /// <param name="objectsName">The plural for the objects.</param>
    /// <param name="pagesName">The plural for the pages; null if objects arrive one by one.</param>
    public ReadProgress(RutterCmdlet cmdlet, long? total = null, string objectsName = "objects", string? pagesName = "pages")
    {
        this.total = total;
        this.objectsName = objectsName;
        this.pagesName = pagesName ?? "";
        progress = new DelayedProgress(cmdlet, ActivityId, cmdlet.MyInvocation.MyCommand.Name, Describe);
    }

    /// <summary>Counts objects that have arrived.</summary>
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
