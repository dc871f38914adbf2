using Rutter.Client.Jobs;

namespace Rutter.Client.Writes;

/// <summary>The values of <c>response_mode</c>. Source: the public API's "Basics", heading "Asynchronous Operations".</summary>
public enum ResponseMode
{
    /// <summary>The API responds at once with a job, which is then waited for.</summary>
    Async,

    /// <summary>The API waits up to 30 seconds for the result, and responds with a job if it takes longer.</summary>
    PreferSync,
}

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
