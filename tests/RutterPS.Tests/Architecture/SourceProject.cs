using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RutterPS.Tests.Architecture;

/// <summary>A project under <c>src/</c>: its sources, and the assembly that was built from them.</summary>
internal sealed partial class SourceProject
{
    private SourceProject(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        var folder = Path.GetDirectoryName(file)!;
        var description = XDocument.Load(file);
        References = [.. description.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
        GlobalUsings = [.. description.Descendants("Using").Select(item => item.Attribute("Include")!.Value)];
        Sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(path => path.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(folder, path)));

        // Built with this test, in the same configuration.
        var configuration = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).Contains("Release") ? "Release" : "Debug";
        var output = Path.Combine(folder, "bin", configuration);
        Assembly = Directory.Exists(output)
            ? Directory.EnumerateFiles(output, Name + ".dll", SearchOption.AllDirectories).FirstOrDefault()
            : null;
    }

    public string Name { get; }

    public IReadOnlyList<string> References { get; }

    public IReadOnlyList<string> GlobalUsings { get; }

    /// <summary>The text of each source, by its path below the project.</summary>
    public Dictionary<string, string> Sources { get; }

    public string? Assembly { get; }

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceProject> All() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => new SourceProject(file))];

    /// <summary>The namespaces' arrows: what each source says it uses, and what the types built from them do use.</summary>
    public ArrowGraph Arrows()
    {
        var graph = new ArrowGraph();
        var namespaces = Sources.Values.Select(NamespaceOf).OfType<string>().ToHashSet();
        foreach (var (path, text) in Sources)
        {
            if (NamespaceOf(text) is { } own)
            {
                foreach (var used in UsingDirective().Matches(text).Select(match => match.Groups["name"].Value).Concat(GlobalUsings))
                {
                    // A using of a type (static, or with another name) is one of its namespace.
                    if (namespaces.Contains(used) || namespaces.Contains(used[..Math.Max(used.LastIndexOf('.'), 0)]))
                    {
                        graph.Add(own, namespaces.Contains(used) ? used : used[..used.LastIndexOf('.')], path);
                    }
                }
            }
        }

        // A project with one folder has no arrows between folders.
        if (Assembly is not null && namespaces.Count > 1)
        {
            foreach (var (from, to, type) in AssemblyReferences.Read(Assembly))
            {
                if (IsOwn(from) && IsOwn(to))
                {
                    graph.Add(from, to, type);
                }
            }
        }

        return graph;

        // A namespace of the sources, or a type of the first one.
        bool IsOwn(string node) => namespaces.Contains(node) || node[..Math.Max(node.LastIndexOf('.'), 0)] == Name;
    }

    private static string FindRoot()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "RutterPS.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return root;
    }

    public static string? NamespaceOf(string source) => Namespace().Match(source) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*[;{]?", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(?<name>[\w.]+)(<.*>)?\s*;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
