using System.Diagnostics;

namespace Rutter.Benchmarks.Server;

/// <summary>What the server counts for one sample, and its rate limit of 500 requests in any 10 seconds.</summary>
internal sealed class SampleState
{
    private const int Permits = 500;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<long> arrivals = new();
    private long requests;
    private long refused;
    private long rows;
    private long waited;
    private volatile int added;

    /// <summary>How many rows were added since the beginning.</summary>
    public int Added => added;

    public void Grow(int count) => added = count;

    /// <summary>Whether a request may pass, and if not, after how many seconds one may.</summary>
    public bool TryEnter(bool isLimited, out int retryAfterSeconds)
    {
        Interlocked.Increment(ref requests);
        retryAfterSeconds = 0;
        if (!isLimited)
        {
            return true;
        }

        lock (arrivals)
        {
            while (arrivals.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) >= Window)
            {
                arrivals.Dequeue();
            }

            if (arrivals.Count < Permits)
            {
                arrivals.Enqueue(Stopwatch.GetTimestamp());
                return true;
            }

            Interlocked.Increment(ref refused);
            retryAfterSeconds = (int)Math.Ceiling((Window - Stopwatch.GetElapsedTime(arrivals.Peek())).TotalSeconds);
            return false;
        }
    }

    public void Served(int count, TimeSpan wait)
    {
        Interlocked.Add(ref rows, count);
        Interlocked.Add(ref waited, wait.Ticks);
    }

    public ServerCounts Counts() => new(requests, refused, rows, TimeSpan.FromTicks(waited).TotalMilliseconds);
}
