using System.Reflection;
using Rutter.Generator.Reading;

namespace Rutter.Generator.Tests;

/// <summary>A copy of the project's description that a test may change, and a place for what is made of it.</summary>
internal sealed class ApiCopy : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("rutter-generator-").FullName;

    public ApiCopy()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "objects"));
        foreach (var file in Directory.GetFiles(Path.Combine(Repository, "api"), "*.json", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetRelativePath(Path.Combine(Repository, "api"), file)));
        }
    }

    public static string Repository { get; } =
        typeof(ApiCopy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    public static string Manifest => Path.Combine(Repository, "module", "RutterPS.psd1");

    public string Folder => Path.Combine(root, "api");

    public string Output => Path.Combine(root, "output");

    public static string Description => "rutter-2024-08-31.openapi.json";

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    /// <summary>Replaces a text that has to be there.</summary>
    public void Replace(string file, string old, string changed)
    {
        var text = Read(file);
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{old}' is not in {file}.", nameof(old));
        }

        var at = text.IndexOf(old, StringComparison.Ordinal);
        Write(file, text[..at] + changed + text[(at + old.Length)..]);
    }

    public IReadOnlyList<Mistake> RunClient() => Generation.Run(Folder, Output, manifestPath: null);

    public IReadOnlyList<Mistake> RunCmdlets() => Generation.Run(Folder, Output, Manifest);

    public string Generated(string file) => File.ReadAllText(Path.Combine(Output, file));

    public Dictionary<string, string> AllGenerated() =>
        Directory.GetFiles(Output, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Output, file), File.ReadAllText);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
