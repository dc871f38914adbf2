using Rutter.Generator;
using Rutter.Generator.Reading;

// Called by Rutter.Generator.targets; "pages" by people.
IReadOnlyList<Mistake>? mistakes = args switch
{
    ["client", var api, var output] => Generation.Run(api, output, null),
    ["cmdlets", var api, var output, var manifest] => Generation.Run(api, output, manifest),
    ["help", var api, var templates, var assembly, var references, var written, var output] =>
        HelpGeneration.Run(api, templates, assembly, File.ReadAllLines(references), written, output),
    ["pages"] => PagesGeneration.Run(Directory.GetCurrentDirectory()),
    _ => null,
};
if (mistakes is null)
{
    Console.Error.WriteLine("""
        Usage: Rutter.Generator client <folder of the description> <folder for the output>
               Rutter.Generator cmdlets <folder of the description> <folder for the output> <module manifest>
               Rutter.Generator help <folder of the description> <folder of the templates> <assembly with the cmdlets> <file with the references> <help by hand> <help to write>
               Rutter.Generator pages, in the root of the repository
        """);
    return 2;
}

foreach (var mistake in mistakes)
{
    Console.WriteLine(mistake);
}

return mistakes.Count == 0 ? 0 : 1;
