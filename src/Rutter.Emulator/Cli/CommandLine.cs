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
          --platform <NAMES>        the connection's platform, or several after commas for several connections (default: QUICKBOOKS)
          --transfer-count <n>      how many bank transfers to begin with (default: 120)
          --count <n>               how many objects of each other kind, or of the kinds of --resource (default: as many as usual)
          --resource <NOUNS>        the kinds that --count is for, several after commas, for example Invoice,Bill
          --seed <n>                what the data is made from; the same seed gives the same data (default: 1)
          --latency-ms <n>          how long a response takes at least (default: 0)
          --job-delay-ms <n>        how long the job behind a write takes (default: 0)
          --not-ready               the first sync of the connections goes on, for ever or for --ready-after-ms
          --ready-after-ms <n>      how long the first sync goes on
          --webhook-uri <address>   where to post webhooks, on this machine
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
            if (name == "--not-ready" && value is null)
            {
                options = options with { NotReady = true };
                continue;
            }

            if (!IsOption(name))
            {
                return Wrong($"There is no option '{name}'.");
            }

            value ??= i + 1 < arguments.Count ? arguments[++i] : null;
            if (Apply(options, name, value) is not { } changed)
            {
                return Wrong(value is null
                    ? $"{name} needs a value."
                    : $"{name} needs {(name == "--webhook-uri" ? "an address" : "a whole number")}, not '{value}'.");
            }

            options = changed;
        }

        return new CommandLine(options, false, null);
    }

    private static bool IsOption(string name) =>
        name is "--port" or "--platform" or "--transfer-count" or "--count" or "--resource" or "--seed" or "--latency-ms" or "--job-delay-ms"
            or "--ready-after-ms" or "--webhook-uri";

    private static EmulatorOptions? Apply(EmulatorOptions options, string name, string? value)
    {
        if (name == "--platform")
        {
            var names = value?.ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries);
            return names is null ? null : options with { Platform = names[0], MorePlatforms = names[1..] };
        }

        if (name == "--resource")
        {
            return value is null ? null : options with { Resources = value.Split(',', StringSplitOptions.TrimEntries) };
        }

        if (name == "--webhook-uri")
        {
            return Uri.TryCreate(value, UriKind.Absolute, out var address) ? options with { WebhookUri = address } : null;
        }

        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return name switch
        {
            "--port" => options with { Port = number },
            "--transfer-count" => options with { TransferCount = number },
            "--count" => options with { Count = number },
            "--seed" => options with { Seed = number },
            "--latency-ms" => options with { LatencyMs = number },
            "--ready-after-ms" => options with { ReadyAfterMs = number },
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
