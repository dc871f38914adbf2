using System.Globalization;

namespace Rutter.Emulator.Cli;

/// <summary>The options of the console program: <c>--name value</c> or <c>--name=value</c>.</summary>
/// <param name="Options">How to start.</param>
/// <param name="IsHelp">Whether only help was asked for.</param>
/// <param name="Problem">What is wrong with the arguments, or null.</param>
internal sealed record CommandLine(EmulatorOptions Options, bool IsHelp, string? Problem)
{
    public const string Help = """
        A local Rutter API, for this machine only, with made-up data and credentials that are not real.

        Usage: dotnet run --project src/Rutter.Emulator -- [options]

          --port <1..65535>         the port on 127.0.0.1 (default: a free one)
          --platform <NAME>         the connection's platform (default: QUICKBOOKS)
          --transfer-count <n>      how many bank transfers to begin with (default: 120)
          --seed <n>                what the data is made from; the same seed gives the same data (default: 1)
          --latency-ms <n>          how long a reply takes at least (default: 0)
          --job-delay-ms <n>        how long the job behind a write takes (default: 0)
          --help                    this text

        """;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var options = new EmulatorOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--help" or "-h" or "-?")
            {
                return new CommandLine(options, true, null);
            }

            var (name, value) = Split(arguments[i]);
            if (!IsOption(name))
            {
                return Wrong($"There is no option '{name}'.");
            }

            value ??= i + 1 < arguments.Count ? arguments[++i] : null;
            if (Apply(options, name, value) is not { } changed)
            {
                return Wrong(value is null ? $"{name} needs a value." : $"{name} needs a whole number, not '{value}'.");
            }

            options = changed;
        }

        return new CommandLine(options, false, null);
    }

    private static bool IsOption(string name) =>
        name is "--port" or "--platform" or "--transfer-count" or "--seed" or "--latency-ms" or "--job-delay-ms";

    private static EmulatorOptions? Apply(EmulatorOptions options, string name, string? value)
    {
        if (name == "--platform")
        {
            return value is null ? null : options with { Platform = value.ToUpperInvariant() };
        }

        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return name switch
        {
            "--port" => options with { Port = number },
            "--transfer-count" => options with { TransferCount = number },
            "--seed" => options with { Seed = number },
            "--latency-ms" => options with { LatencyMs = number },
            _ => options with { JobDelayMs = number },
        };
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static CommandLine Wrong(string problem) => new(new EmulatorOptions(), false, problem);
}
