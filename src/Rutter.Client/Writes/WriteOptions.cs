using Rutter.Client.Jobs;

namespace Rutter.Client.Writes;

/// <summary>How a write is carried out.</summary>
public sealed record WriteOptions
{
    /// <summary>Whether the API responds at once or tries to wait.</summary>
    public ResponseMode ResponseMode { get; init; }

    /// <summary>Whether to return the job instead of waiting for its end.</summary>
    public bool NoWait { get; init; }

    /// <summary>How long the job is waited for.</summary>
    public JobPolling Polling { get; init; } = new();
}
