using System.Globalization;

namespace Rutter.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    private const string Usage = """
        dotnet run -c Release --project tests/Benchmarks [-- options]
          --quick            small sizes and few samples: whether everything runs, not how fast
          --only NAME        only rows whose name contains NAME; may be given several times
          --samples N        so many samples of each contender, instead of each row's own number
          --baseline FILE    compare with the bench.json of an earlier run; exit code 3 when a ratio moved by more than 15 %
          --guide FILE       rewrite the figures in FILE, between its markers; may be given several times
          --output FOLDER    where bench.md and bench.json go (default output/bench)
        """;

    public bool Quick { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    public int? Samples { get; init; }

    public string? Baseline { get; init; }

    public IReadOnlyList<string> Guides { get; init; } = [];

    public string? Output { get; init; }

    public static async Task<int> RunAsync(string[] arguments, Func<BenchOptions, Task<int>> run)
    {
        try
        {
            return await run(Parse(arguments));
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n\n{Usage}");
            return 2;
        }
    }

    private static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Quick = true },
                "--only" => options with { Only = [.. options.Only, Value()] },
                "--samples" =>
                    options with { Samples = int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                        ? count : throw new FormatException("--samples takes a number from 1.") },
                "--baseline" => options with { Baseline = Value() },
                "--guide" => options with { Guides = [.. options.Guides, Value()] },
                "--output" => options with { Output = Value() },
                var unknown => throw new FormatException($"'{unknown}' is not an option."),
            };

            string Value() => ++i < arguments.Length ? arguments[i] : throw new FormatException($"{arguments[i - 1]} needs a value.");
        }

        return options;
    }
}
