namespace Rutter.Benchmarks.Running;

/// <summary>A row of the table: one piece of work, done by several contenders in turn.</summary>
internal sealed record BenchRow(string Name, string Title, string Work, int Count, IReadOnlyList<Contender> Contenders)
{
    public int PageSize { get; init; } = 500;

    public int LatencyMs { get; init; }

    public bool IsSkewed { get; init; }

    public bool IsLimited { get; init; }

    /// <summary>How many objects there are at the server, where that is not <see cref="Count"/>.</summary>
    public int? Available { get; init; }

    /// <summary>
    /// The budget of the collector's first generation, in MB. Without it the runtime takes it from the processor's cache, and peaks on two machines
    /// cannot be compared.
    /// </summary>
    public int? FirstGenerationMB { get; init; }

    /// <summary>What <see cref="Count"/> is divided by in a quick run.</summary>
    public int QuickDivisor { get; init; } = 10;
}
