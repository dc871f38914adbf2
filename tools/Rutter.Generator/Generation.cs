using Rutter.Generator.Emitting;
using Rutter.Generator.Reading;

namespace Rutter.Generator;

/// <summary>One run: reads the description, and writes what one project needs from it.</summary>
internal static class Generation
{
    /// <param name="part">For whom: <c>client</c> or <c>cmdlets</c>.</param>
    /// <param name="apiFolder">The folder with the description, the objects and the words.</param>
    /// <param name="outputFolder">Where the files go; what an earlier run left there and this one does not write is deleted.</param>
    /// <returns>What is wrong with the description; then nothing was written.</returns>
    public static IReadOnlyList<Mistake> Run(string part, string apiFolder, string outputFolder)
    {
        var mistakes = new Mistakes();
        var api = new ApiReader(apiFolder, mistakes).Read();
        if (mistakes.All.Count == 0)
        {
            OutputFolder.Write(outputFolder, part == "client" ? ClientFiles.Of(api!) : CmdletFiles.Of(api!));
        }

        return mistakes.All;
    }
}
