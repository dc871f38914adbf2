using Rutter.Generator;

// Called by Rutter.Generator.targets: Rutter.Generator client|cmdlets <folder of the description> <folder for the output>.
if (args is not [var part and ("client" or "cmdlets"), var api, var output])
{
    Console.Error.WriteLine("Usage: Rutter.Generator client|cmdlets <folder of the description> <folder for the output>");
    return 2;
}

var mistakes = Generation.Run(part, api, output);
foreach (var mistake in mistakes)
{
    Console.WriteLine(mistake);
}

return mistakes.Count == 0 ? 0 : 1;
