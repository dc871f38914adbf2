using System.Text.RegularExpressions;
using Rutter.Generator.Reading;

namespace Rutter.Generator;

/// <summary>The module's manifest, to which the generated cmdlets and views are added.</summary>
internal sealed partial class ModuleManifest
{
    private readonly string text;

    private ModuleManifest(string path, string text)
    {
        Path = path;
        this.text = text;
    }

    public string Path { get; }

    /// <summary>The hand-written cmdlets that it names.</summary>
    public IEnumerable<string> Cmdlets =>
        Name().Matches(ListOf("CmdletsToExport").Match(text).Groups["items"].Value).Select(name => name.Groups[1].Value);

    /// <summary>Reads the manifest; null, with a mistake, where it is not what it should be.</summary>
    public static ModuleManifest? Read(string path, Mistakes mistakes)
    {
        var text = File.ReadAllText(path);
        foreach (var name in new[] { "CmdletsToExport", "FormatsToProcess" })
        {
            if (!ListOf(name).IsMatch(text))
            {
                mistakes.Add(
                    path,
                    new Position(1, 1),
                    MistakeCodes.NotSupported,
                    $"The manifest has no list '{name}'. Write it as {name} = @( … ), a name in quotes in each line.");
                return null;
            }
        }

        return new ModuleManifest(path, text);
    }

    /// <summary>The manifest with further names: cmdlets in alphabetical order, views behind those that are there.</summary>
    public string With(IEnumerable<string> cmdlets, IEnumerable<string> views)
    {
        var withCmdlets = Replace(text, "CmdletsToExport", names => names.Concat(cmdlets).Distinct().Order(StringComparer.OrdinalIgnoreCase));
        return Replace(withCmdlets, "FormatsToProcess", names => names.Concat(views).Distinct());
    }

    private static string Replace(string text, string list, Func<IEnumerable<string>, IEnumerable<string>> change) =>
        ListOf(list).Replace(text, match =>
    {
        var names = change(Name().Matches(match.Groups["items"].Value).Select(name => name.Groups[1].Value));
        return $"{match.Groups["start"].Value}\n{string.Concat(names.Select(name => $"        '{name}'\n"))}    )";
    });

    internal static Regex ListOf(string name) => new($@"(?<start>\b{name}\s*=\s*@\()(?<items>[^)]*)\)", RegexOptions.CultureInvariant);

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Name();
}
