namespace Rutter.Emulator.Http;

/// <summary>The latest requests, each there from its arrival on.</summary>
internal sealed class RequestLog
{
    /// <summary>How many requests are kept; older ones are forgotten.</summary>
    public const int Capacity = 100_000;

    private readonly Queue<Entry> entries = new();
    private int count;

    public Entry Add(Func<int, EmulatorRequest> create)
    {
        lock (entries)
        {
            var entry = new Entry(create(++count));
            entries.Enqueue(entry);
            if (entries.Count > Capacity)
            {
                entries.Dequeue();
            }

            return entry;
        }
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (entries)
        {
            // An array: PowerShell cannot index what a collection expression makes of the interface.
            return entries.Select(entry => entry.Request).ToArray();
        }
    }

    public void Clear()
    {
        lock (entries)
        {
            entries.Clear();
        }
    }

    /// <summary>A request in the log, whose end is written when it is known.</summary>
    internal sealed class Entry(EmulatorRequest request)
    {
        private volatile EmulatorRequest request = request;

        public EmulatorRequest Request => request;

        public void Finish(int? status, string? jobId) => request = request with { Status = status, JobId = jobId };
    }
}
