namespace Rutter.Emulator.Http;

/// <summary>
/// The real sliding window: 500 requests in any 10 seconds; refused ones do not count. Source: "Basics", heading "Rate Limiting".
/// </summary>
internal sealed class RateWindow(TimeProvider time)
{
    public const int MaximumRequests = 500;

    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private readonly Queue<long> accepted = new(MaximumRequests);

    public bool TryAccept()
    {
        lock (accepted)
        {
            var now = time.GetTimestamp();
            while (accepted.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= Length)
            {
                accepted.Dequeue();
            }

            if (accepted.Count >= MaximumRequests)
            {
                return false;
            }

            accepted.Enqueue(now);
            return true;
        }
    }

    public void Clear()
    {
        lock (accepted)
        {
            accepted.Clear();
        }
    }
}
