using System.Globalization;
using RutterPS.Common;

namespace RutterPS.Files;

/// <summary>Shows the progress of sent or received files if it takes longer than a second.</summary>
internal sealed class TransferProgress : IDisposable
{
    private const int ActivityId = 2;
    private const decimal Mebibyte = 1024 * 1024;

    private readonly DelayedProgress progress;
    private long bytes;
    private long total;

    public TransferProgress(RutterCmdlet cmdlet, string activity) => progress = new DelayedProgress(cmdlet, ActivityId, activity, Describe);

    /// <summary>Adds to the expected number of bytes.</summary>
    public void Expect(long length) => Interlocked.Add(ref total, length);

    /// <summary>Adds to the number of transferred bytes; on any thread.</summary>
    public void Add(int length) => Interlocked.Add(ref bytes, length);

    /// <summary>Removes the progress bar; on the pipeline thread.</summary>
    public void Dispose() => progress.Dispose();

    /// <summary>Stops showing progress; on any thread.</summary>
    public void Stop() => progress.Stop();

    private (string Status, int Percent) Describe()
    {
        var (done, all) = (Interlocked.Read(ref bytes), Interlocked.Read(ref total));
        var text = string.Create(CultureInfo.InvariantCulture, $"{done / Mebibyte:0.0} MiB");
        return all == 0
            ? (text, -1)
            : (string.Create(CultureInfo.InvariantCulture, $"{text} of {all / Mebibyte:0.0} MiB"), (int)Math.Min(100, 100 * done / all));
    }
}
