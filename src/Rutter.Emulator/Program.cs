using Rutter.Emulator.Cli;

return await EmulatorProgram.RunAsync(args, Console.Out, Console.Error, StopSignal.Create());
