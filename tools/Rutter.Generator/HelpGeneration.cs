using System.Text;
using System.Xml.Linq;
using Rutter.Generator.Help;
using Rutter.Generator.Reading;

namespace Rutter.Generator;

/// <summary>Adds the help of generated cmdlets to that of the hand-written ones. A page that somebody wrote wins.</summary>
internal static class HelpGeneration
{
    /// <param name="apiFolder">The folder with the description, the objects and the words.</param>
    /// <param name="templates">The folder with the templates.</param>
    /// <param name="assembly">The compiled assembly with the cmdlets.</param>
    /// <param name="references">What it was compiled against.</param>
    /// <param name="written">The help of the hand-written cmdlets, as MAML.</param>
    /// <param name="output">The file to write.</param>
    /// <returns>What is wrong; then nothing was written.</returns>
    public static IReadOnlyList<Mistake> Run(
        string apiFolder, string templates, string assembly, IEnumerable<string> references, string written, string output)
    {
        var mistakes = new Mistakes();
        var api = new ApiReader(apiFolder, mistakes).Read();
        if (mistakes.All.Count > 0)
        {
            return mistakes.All;
        }

        var document = XDocument.Load(written);
        var known = document.Root!.Elements().Select(Maml.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var commands = ModuleCommands.Read(assembly, references);
        var composer = new HelpComposer(api!, commands, templates, mistakes);
        var pages = commands.Where(command => !known.Contains(command.Name)).Select(composer.Compose).OfType<HelpPage>().ToList();
        if (mistakes.All.Count == 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(output)!);
            File.WriteAllText(output, Maml.Merge(document, pages), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return mistakes.All;
    }
}
