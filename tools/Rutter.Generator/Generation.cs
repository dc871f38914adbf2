using Rutter.Generator.Emitting;
using Rutter.Generator.Reading;

namespace Rutter.Generator;

/// <summary>One run: reads the description, and writes what one project needs from it.</summary>
internal static class Generation
{
    /// <param name="apiFolder">The folder with the description, the objects and the words.</param>
    /// <param name="outputFolder">Where the files go; what an earlier run left there and this one does not write is deleted.</param>
    /// <param name="manifestPath">The module's manifest for the cmdlets; null for the client library.</param>
    /// <returns>What is wrong with the description; then nothing was written.</returns>
    public static IReadOnlyList<Mistake> Run(string apiFolder, string outputFolder, string? manifestPath)
    {
        var mistakes = new Mistakes();
        var api = new ApiReader(apiFolder, mistakes).Read();
        var manifest = manifestPath is null ? null : ModuleManifest.Read(manifestPath, mistakes);
        if (mistakes.All.Count == 0)
        {
            OutputFolder.Write(outputFolder, manifest is null ? ClientFiles.Of(api!) : CmdletFiles.Of(api!, manifest));
        }

        return mistakes.All;
    }
}
