namespace Rutter.HttpServer;

/// <summary>The limits of a <see cref="Server"/>. A timeout can be <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
public sealed record ServerOptions
{
    /// <summary>How many connections are open at once. Above it the idlest or slowest one is closed, and only if all are busy the new one.</summary>
    public int MaximumConnections { get; init; } = 512;

    /// <summary>The same for each address. Behind a tunnel all connections come from one. An IPv6 network of 64 bits counts as one.</summary>
    public int MaximumConnectionsPerAddress { get; init; } = 256;

    /// <summary>The longest request line with its headers, in bytes; also the longest trailers.</summary>
    public int MaximumHeadBytes { get; init; } = 32 * 1024;

    /// <summary>How many headers a request has at most.</summary>
    public int MaximumHeaders { get; init; } = 100;

    /// <summary>
    /// How many bytes of bodies are held at once, over all connections. Above it the slowest sender's connection is closed, and where nobody
    /// is slower the request itself is answered 503.
    /// </summary>
    public long MaximumHeldBodyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long request line and headers take at most; for a new connection counted from its beginning.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection waits for its next request.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How many bytes of a body arrive within <see cref="BodyInterval"/> at least, unless it ends before.</summary>
    public int MinimumBodyBytes { get; init; } = 5 * 1024;

    /// <summary>The time that <see cref="MinimumBodyBytes"/> is counted over.</summary>
    public TimeSpan BodyInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the client may take to make room for more of the response, 1 MiB at a time.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long requests that are being answered get when the server stops.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Is told of each request that the server refused by itself, on any thread: its HTTP status, and what is wrong with it.</summary>
    public Action<int, string>? Refused { get; init; }

    /// <summary>The clock of the timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
