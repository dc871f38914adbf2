namespace Rutter.HttpServer;

/// <summary>The limits of a <see cref="Server"/>. A timeout can be <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
public sealed record ServerOptions
{
    /// <summary>The maximum number of connections. Above it the idlest or slowest one is closed, or the new one if all are busy.</summary>
    public int MaximumConnections { get; init; } = 512;

    /// <summary>The same per address. With a tunnel, all connections come from one. An IPv6 network of 64 bits counts as one.</summary>
    public int MaximumConnectionsPerAddress { get; init; } = 256;

    /// <summary>The longest request line with its headers, in bytes; also the longest trailers.</summary>
    public int MaximumHeadBytes { get; init; } = 32 * 1024;

    /// <summary>The maximum number of headers of a request.</summary>
    public int MaximumHeaders { get; init; } = 100;

    /// <summary>
    /// The maximum number of bytes of bodies over all connections. Above it the slowest sender is closed. If no sender is slower, the request gets a
    /// 503.
    /// </summary>
    public long MaximumHeldBodyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The timeout for request line and headers. For a new connection it starts with the connection.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection waits for its next request.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>The minimum number of bytes of a body within <see cref="BodyInterval"/>, unless it ends before.</summary>
    public int MinimumBodyBytes { get; init; } = 5 * 1024;

    /// <summary>The interval for <see cref="MinimumBodyBytes"/>.</summary>
    public TimeSpan BodyInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The timeout for writing 1 MiB of the response.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for requests that are being answered when the server stops.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Called on any thread for each request that the server refused, with its HTTP status and what is wrong with it.</summary>
    public Action<int, string>? Refused { get; init; }

    /// <summary>The clock of the timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
