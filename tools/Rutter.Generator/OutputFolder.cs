using System.Text;

namespace Rutter.Generator;

/// <summary>A file to write.</summary>
/// <param name="Path">The path below the output folder, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
internal sealed record OutputFile(string Path, string Text);

/// <summary>Writes files so that a build notices only what really changed.</summary>
internal static class OutputFolder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string folder, IEnumerable<OutputFile> files)
    {
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Path));
            if (!written.Add(path))
            {
                throw new InvalidOperationException($"Two files are to be written to '{file.Path}'.");
            }

            if (!File.Exists(path) || File.ReadAllText(path, Utf8) != file.Text)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text, Utf8);
            }
        }

        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            if (!written.Contains(Path.GetFullPath(path)))
            {
                File.Delete(path);
            }
        }
    }
}
