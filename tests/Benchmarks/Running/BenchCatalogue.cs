namespace Rutter.Benchmarks.Running;

/// <summary>What is measured. The rows of design section 9 and the others of the same kind; slow contenders have fewer samples.</summary>
internal static class BenchCatalogue
{
    public const string Parallel = "RutterPS -Parallel 8";
    public const string BareList = "RutterPS, the list alone";
    public const string Chain = "HttpClient, bytes alone";
    public const string Small = "RutterPS, 10,000";

    public static IReadOnlyList<BenchRow> Rows { get; } =
    [
        new("import", "Import the module", "import", 1,
            [new(Contender.Module, 11), new("Empty module", 11) { Title = "empty script module" }]) { QuickDivisor = 1 },
        new("first-call", "First call after import: connect and one object", "first-call", 1,
            [new(Contender.Module, 7), new(Contender.RestLoop, 7), Floor(7)]) { QuickDivisor = 1 },
        new("list-100k", "List 100,000, 500 a page", "list", 100_000,
            [new(Contender.Module, 7), new(Contender.RestLoop, 3), new(Contender.Hashtable, 3), Floor(7)]),
        new("keep-100k", "Keep 100,000 in a variable", "keep", 100_000,
            [new(Contender.Module, 3), new(Contender.RestLoop, 3), new(Contender.Hashtable, 3), Floor(3)]),
        new("csv-100k", "Pipe 100,000 to Export-Csv", "csv", 100_000, [new(Contender.Module, 3), new(Contender.RestLoop, 2)]),
        new("export-csv-100k", "Write 100,000 to a CSV file", "export-csv", 100_000,
            [new(Contender.Module, 3) { Title = "RutterPS, Export-RutterCsv" },
                new(Contender.Module, 3) { Title = "RutterPS, Export-Csv", Work = "csv" }]),
        new("measure-100k", "Add 100,000 amounts up", "measure", 100_000,
            [new(Contender.Module, 5), new(Contender.Module, 5) { Title = BareList, Work = "list" }]),
        new("invoices-20k", "List 20,000 invoices with three lines", "invoices", 20_000, [new(Contender.Module, 3), new(Contender.RestLoop, 2)]),
        new("invoices-parallel", "List 20,000 invoices at 100 ms a page", "invoices", 20_000,
            [new(Contender.Module, 2), new(Parallel, 3)]) { LatencyMs = 100, PageSize = 200 },
        new("sync-100k", "Sync 100,000 with 100 changes", "sync", 100_000,
            [new(Contender.Module, 3), new(Contender.RestLoop, 1) { Title = "Invoke-RestMethod, all again", Work = "list" }]),
        new("create-invoices", "1,000 invoices of three lines created", "create-invoices", 1000,
            [new(Contender.Module, 2), new(Contender.RestLoop, 1)]) { IsLimited = true, QuickDivisor = 20 },
        new("list-1m", "List 1,000,000, 1,000 a page", "list", 1_000_000,
            [new(Contender.Module, 3), new(Contender.Module, 3) { Title = Small, Count = 10_000 }, Floor(1)]) { PageSize = 1000 },
        new("list-1m-16mb", "The same, first generation of 16 MB", "list", 1_000_000,
            [new(Contender.Module, 2),
                new(Contender.Module, 2) { Title = Small, Count = 10_000 }, Floor(1)]) { PageSize = 1000, FirstGenerationMB = 16 },
        new("select-first", "Select-Object -First 1,200 of 100,000", "select-first", 1200, [new(Contender.Module, 3)]) { Available = 100_000 },
        new("latency-20", "List 100,000 at 20 ms a page", "list", 100_000,
            [new(Contender.Module, 3), new(Contender.RestLoop, 2), Floor(3), Floor(3) with { Title = Chain, Work = "chain" }]) { LatencyMs = 20 },
        new("latency-100", "List 100,000 at 100 ms a page", "list", 100_000,
            [new(Contender.Module, 2), new(Parallel, 3), new(Contender.RestLoop, 1)]) { LatencyMs = 100 },
        new("latency-100-skewed", "The same, nine rows in ten of one minute", "list", 100_000,
            [new(Contender.Module, 2), new(Parallel, 3)]) { LatencyMs = 100, IsSkewed = true },
        new("default-size", "List 10,000 at 20 ms a page, no -PageSize", "list", 10_000,
            [new("RutterPS, default size", 3) { Title = Contender.Module },
                new(Contender.RestLoop, 2) { Title = "Invoke-RestMethod, Rutter's 50 a page" }]) { LatencyMs = 20, PageSize = 50 },
        new("throttled", "List 1,000 pages at 500 requests in 10 s", "throttled", 10_000,
            [new(Contender.Module, 1), new(Contender.RestLoop, 1)]) { IsLimited = true, PageSize = 10, QuickDivisor = 20 },
        new("runspaces", "8 runspaces, 100 pages each, same limit", "runspaces", 10_000,
            [new(Contender.Module, 1), new(Contender.RestLoop, 1)]) { IsLimited = true, PageSize = 100, QuickDivisor = 20 },
        new("create-2000", "2,000 creates at 500 requests in 10 s", "create", 2000,
            [new(Contender.Module, 2), new(Contender.RestLoop, 1)]) { IsLimited = true, QuickDivisor = 20 },
        new("wait-jobs", "Wait for 2,000 jobs, same limit", "wait-jobs", 2000,
            [new(Contender.Module, 1), new(Contender.RestLoop, 1)]) { IsLimited = true, QuickDivisor = 20 },
        new("signature", "Check 100,000 signatures of 2 KB", "signature", 100_000,
            [new(Contender.Module, 2), new("Script with HMACSHA256", 2) { Title = "script with HMACSHA256" }, Floor(3)]),
        new("filter", "Check 1,000,000 filters of two terms", "filter", 1_000_000, [Floor(3) with { Title = Contender.Module }]),
    ];

    private static Contender Floor(int samples) => new(Contender.FloorName, samples, IsFloor: true);
}
