namespace Rutter.Emulator.Cli;

/// <summary>The console program.</summary>
internal static class EmulatorProgram
{
    public const int Success = 0;

    public const int Failure = 1;

    public const int WrongUsage = 2;

    /// <summary>Runs until the token is cancelled.</summary>
    /// <returns>The exit code: 0, 1 when the emulator cannot start, 2 for a wrong option.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var command = CommandLine.Parse(arguments);
        if (command.Problem is not null)
        {
            await error.WriteLineAsync($"{command.Problem}\nTry --help.");
            return WrongUsage;
        }

        if (command.IsHelp)
        {
            await output.WriteAsync(CommandLine.Help);
            return Success;
        }

        RutterEmulator emulator;
        try
        {
            emulator = RutterEmulator.Start(command.Options);
        }
        catch (ArgumentException problem)
        {
            await error.WriteLineAsync($"{problem.Message}\nTry --help.");
            return WrongUsage;
        }
        catch (InvalidOperationException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return Failure;
        }

        using (emulator)
        {
            await output.WriteAsync(Banner.For(emulator));
            await output.FlushAsync(CancellationToken.None);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await output.WriteLineAsync("Stopped.");
        return Success;
    }
}
