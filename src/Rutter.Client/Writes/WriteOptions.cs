using Rutter.Client.Jobs;

namespace Rutter.Client.Writes;

/// <summary>How a write is carried out.</summary>
public sealed record WriteOptions
{
    /// <summary>Whether the API responds at once with a job, or waits for the result first.</summary>
    public ResponseMode ResponseMode { get; init; }

    /// <summary>Whether to return the job instead of waiting for its end.</summary>
    public bool NoWait { get; init; }

    /// <summary>The interval and the timeout.</summary>
    public JobPolling Polling { get; init; } = new();
}
