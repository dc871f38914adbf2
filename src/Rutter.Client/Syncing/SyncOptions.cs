namespace Rutter.Client.Syncing;

/// <summary>What a run reads, and how far back.</summary>
public sealed record SyncOptions
{
    private readonly TimeSpan overlap = TimeSpan.FromMinutes(10);

    /// <summary>Whether to read deletions from the API's events.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>How far before the latest <c>last_synced_at</c> to start, for rows that became visible late; zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Overlap
    {
        get => overlap;
        init => overlap = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Overlap), value, "The overlap is a span of time of zero or more.");
    }
}
