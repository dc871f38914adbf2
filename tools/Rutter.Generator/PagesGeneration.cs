using Rutter.Generator.Emitting;
using Rutter.Generator.Pages;
using Rutter.Generator.Reading;

namespace Rutter.Generator;

/// <summary>Makes the committed pages for people who browse the repository.</summary>
internal static class PagesGeneration
{
    /// <param name="apiFolder">The folder with the description, the objects and the words.</param>
    /// <param name="manifestPath">The module's manifest, which names the hand-written cmdlets.</param>
    /// <param name="mistakes">What is wrong; then there are no pages.</param>
    /// <returns>The pages, with paths below the folder of the documents.</returns>
    public static IReadOnlyList<OutputFile> Pages(string apiFolder, string manifestPath, Mistakes mistakes)
    {
        var api = new ApiReader(apiFolder, mistakes).Read();
        var manifest = ModuleManifest.Read(manifestPath, mistakes);
        if (mistakes.All.Count > 0)
        {
            return [];
        }

        var cmdlets = manifest!.Cmdlets.Concat(CmdletFiles.NamesOf(api!)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            new OutputFile("coverage.md", CoveragePage.Of(api!, cmdlets)),
            .. api!.Objects.Select(item => new OutputFile($"objects/{item.Noun}.md", ObjectPage.Of(api!, item, cmdlets))),
        ];
    }

    /// <summary>Writes the pages, and deletes those of removed objects.</summary>
    public static IReadOnlyList<Mistake> Run(string root)
    {
        var mistakes = new Mistakes();
        var pages = Pages(Path.Combine(root, "api"), Path.Combine(root, "module", "RutterPS.psd1"), mistakes);
        if (mistakes.All.Count == 0)
        {
            OutputFolder.Write(
                Path.Combine(root, "docs", "objects"),
                pages.Where(page => page.Path.StartsWith("objects/", StringComparison.Ordinal)).Select(
                    page => page with { Path = page.Path["objects/".Length..] }));
            File.WriteAllText(Path.Combine(root, "docs", "coverage.md"), pages[0].Text);
        }

        return mistakes.All;
    }
}
