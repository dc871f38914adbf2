namespace Rutter.HttpServer;

/// <summary>What a connection does and since when. It decides whether the connection is too slow, and may be closed to make room.</summary>
internal sealed class ConnectionActivity(ServerOptions options)
{
    // A client with a successful request may be idle this much longer than others before it must make room.
    private static readonly TimeSpan Credit = TimeSpan.FromSeconds(30);

    private static long lastStep;

    private readonly object gate = new();
    private Phase phase = Phase.Head;
    private long since = options.Time.GetTimestamp();
    private long step = Interlocked.Increment(ref lastStep);
    private int bodyBytes;
    private bool isTrusted;

    private enum Phase
    {
        /// <summary>Waiting for the next request.</summary>
        Idle,

        /// <summary>Reading a request's line and headers. A new connection starts here.</summary>
        Head,

        /// <summary>Reading a body.</summary>
        Body,

        /// <summary>Waiting for the handler.</summary>
        Handling,

        /// <summary>Writing a response.</summary>
        Writing,

        /// <summary>Reading what the client still sends after the last response.</summary>
        Lingering,

        /// <summary>Closed.</summary>
        Ended,
    }

    /// <summary>Whether the server closed the connection.</summary>
    public bool IsEnded
    {
        get
        {
            lock (gate)
            {
                return phase == Phase.Ended;
            }
        }
    }

    private bool IsWaiting => phase is Phase.Idle or Phase.Head or Phase.Body or Phase.Lingering;

    public void AwaitRequest(bool hasBegun) => Enter(hasBegun ? Phase.Head : Phase.Idle);

    public void ReadBody() => Enter(Phase.Body);

    public void Handle() => Enter(Phase.Handling);

    public void Write() => Enter(Phase.Writing);

    public void Linger() => Enter(Phase.Lingering);

    /// <summary>Records how the last request ended.</summary>
    public void Answered(int status)
    {
        lock (gate)
        {
            isTrusted = status < 400;
        }
    }

    /// <summary>Counts received bytes.</summary>
    public void Received(int count)
    {
        lock (gate)
        {
            if (phase == Phase.Idle)
            {
                phase = Phase.Head;
                Stamp();
            }
            else if (phase == Phase.Body && (bodyBytes += count) >= options.MinimumBodyBytes)
            {
                bodyBytes = 0;
                Stamp();
            }
        }
    }

    /// <summary>How long the connection made no progress, with a tie-break; null while a request is being answered.</summary>
    public (TimeSpan Elapsed, long Order)? Waiting(bool bodiesOnly = false)
    {
        lock (gate)
        {
            if (!IsWaiting || (bodiesOnly && phase != Phase.Body))
            {
                return null;
            }

            var elapsed = options.Time.GetElapsedTime(since);
            return (isTrusted && phase == Phase.Idle ? elapsed - Credit : elapsed, -step);
        }
    }

    /// <summary>Ends the connection if it is too slow.</summary>
    /// <returns>Whether to close it.</returns>
    public bool TryEndOverdue()
    {
        lock (gate)
        {
            var limit = phase switch
            {
                Phase.Idle => options.KeepAliveTimeout,
                Phase.Head => options.HeadTimeout,
                Phase.Body => options.BodyInterval,
                Phase.Writing => options.WriteTimeout,
                _ => Timeout.InfiniteTimeSpan,
            };
            return limit != Timeout.InfiniteTimeSpan && options.Time.GetElapsedTime(since) >= limit && End();
        }
    }

    /// <summary>Ends the connection unless a request is being answered.</summary>
    /// <returns>Whether to close it.</returns>
    public bool TryEndWaiting()
    {
        lock (gate)
        {
            return IsWaiting && End();
        }
    }

    private bool End()
    {
        phase = Phase.Ended;
        return true;
    }

    private void Enter(Phase next)
    {
        lock (gate)
        {
            if (phase == Phase.Ended)
            {
                throw new OperationCanceledException("The connection was closed.");
            }

            (phase, bodyBytes) = (next, 0);
            Stamp();
        }
    }

    private void Stamp() => (since, step) = (options.Time.GetTimestamp(), Interlocked.Increment(ref lastStep));
}
