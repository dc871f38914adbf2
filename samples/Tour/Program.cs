using Rutter.Samples.Tour;

// The main job in one command: through PowerShell where there is one, else through the client library.
return PowerShellTour.FindEngine() is { } engine
    ? await PowerShellTour.RunAsync(engine)
    : await LibraryTour.RunAsync(Console.Out);
