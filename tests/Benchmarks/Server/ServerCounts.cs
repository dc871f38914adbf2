namespace Rutter.Benchmarks.Server;

/// <summary>What the server saw of a sample.</summary>
/// <param name="Requests">All requests.</param>
/// <param name="Refused">Those answered with 429.</param>
/// <param name="Rows">The rows sent in lists.</param>
/// <param name="WaitedMs">For how long responses were held back, summed up: the latency as it was, not as it was asked for.</param>
internal sealed record ServerCounts(long Requests, long Refused, long Rows, double WaitedMs);
