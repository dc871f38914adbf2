using Rutter.Generator;

// Called by Rutter.Generator.targets.
if (args is not (["client", _, _] or ["cmdlets", _, _, _]))
{
    Console.Error.WriteLine("Usage: Rutter.Generator client <folder of the description> <folder for the output>");
    Console.Error.WriteLine("       Rutter.Generator cmdlets <folder of the description> <folder for the output> <module manifest>");
    return 2;
}

var mistakes = Generation.Run(args[1], args[2], args.Length > 3 ? args[3] : null);
foreach (var mistake in mistakes)
{
    Console.WriteLine(mistake);
}

return mistakes.Count == 0 ? 0 : 1;
