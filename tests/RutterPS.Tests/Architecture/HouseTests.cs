using System.Text.RegularExpressions;
using Xunit;

namespace RutterPS.Tests.Architecture;

/// <summary>What the guide says of the house is true, and files stay of a size that can be read.</summary>
public sealed partial class HouseTests
{
    private const int MostLines = 300;
    private const int MostColumns = 150;
    private const int LongString = 100;
    private const int MostStops = 20;

    /// <summary>Names in the guide that are those of others.</summary>
    private static readonly string[] Foreign =
        ["AssemblyLoadContext", "SocketsHttpHandler", "HttpListener", "Abort", "ProjectUri", "ModuleVersion", "Unreleased", "Benchmarks"];

    private static string Guide => File.ReadAllText(Path.Combine(SourceProject.Root, "docs", "guides", "architecture.md"));

    [Fact]
    public void Each_name_in_the_guide_exists()
    {
        string[] folders = ["src", "tests", "tools"];
        var words = folders.SelectMany(Sources).SelectMany(source => Word().Matches(source.Text)).Select(match => match.Value).ToHashSet();
        var names = NamesIn(Guide).ToList();
        Assert.True(names.Count > 40, $"Only {names.Count} names were found.");
        Assert.All(names, name => Assert.True(Foreign.Contains(name) || words.Contains(name), name));
    }

    [Fact]
    public void Each_file_and_folder_in_the_guide_exists()
    {
        var paths = Code().Matches(Guide).Select(match => match.Groups[1].Value).Where(code => Path_().IsMatch(code)).Distinct().ToList();
        Assert.True(paths.Count > 10, $"Only {paths.Count} paths were found.");
        Assert.All(paths, path => Assert.True(Exists(path), path));

        static bool Exists(string path) => new[] { "", "src", "tests", "tests/RutterPS.Tests", "src/Rutter.Emulator", "module" }
            .Select(folder => Path.Combine(SourceProject.Root, folder, path))
            .Any(full => File.Exists(full) || Directory.Exists(full));
    }

    [Theory]
    [InlineData("The way of a read")]
    [InlineData("The way of a write")]
    public void A_way_has_at_most_twenty_stops(string heading)
    {
        var section = Guide.Split("\n## ").Single(part => part.StartsWith(heading, StringComparison.Ordinal));
        var stops = NamesIn(section).Where(name => !Foreign.Contains(name)).Where(IsType).ToList();
        Assert.True(stops.Count is > 10 and <= MostStops, $"{stops.Count}: {string.Join(", ", stops)}");
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    [InlineData("samples")]
    public void Lines_of_code_have_at_most_150_columns(string folder) => Assert.Empty(
        from source in Sources(folder)
        from number in LongLines(source.Text, isProduct: folder == "src")
        select $"{source.Path}:{number}");

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.Empty(
        Sources("src").Where(source => source.Text.Split('\n').Length - 1 > MostLines).Select(source => source.Path));

    [Fact]
    public void The_client_names_no_cmdlet_and_no_parameter_of_PowerShell() => Assert.Empty(
        from source in Sources("src/Rutter.Client")
        from Match text in Literal().Matches(source.Text)
        where OfPowerShell().IsMatch(text.Value)
        select $"{source.Path}: {text.Value}");

    /// <summary>
    /// The numbers of lines that are too long. Data outside the product may be longer: lines of a raw string, and a line with a string of over a
    /// hundred characters, such as the JSON of a request.
    /// </summary>
    private static IEnumerable<int> LongLines(string text, bool isProduct)
    {
        var isRaw = false;
        foreach (var (index, line) in text.Split('\n').Select(line => line.TrimEnd('\r')).Index())
        {
            var isData = !isProduct && (isRaw || String().Matches(line).Any(match => match.Length > LongString));
            isRaw ^= line.Split("\"\"\"").Length % 2 == 0;
            if (line.Length > MostColumns && !isData)
            {
                yield return index + 1;
            }
        }
    }

    private static bool IsType(string name) =>
        Sources("src").Any(source => Regex.IsMatch(source.Text, $@"\b(class|record|struct|interface|enum)\s+{Regex.Escape(name)}\b"));

    private static IEnumerable<string> NamesIn(string text) => Code().Matches(text).Select(match => match.Groups[1].Value)
        .Where(code => Identifier().IsMatch(code)).SelectMany(code => Word().Matches(code).Select(match => match.Value)).Distinct();

    private static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        from path in Directory.EnumerateFiles(Path.Combine(SourceProject.Root, folder), "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(SourceProject.Root, path)
        where !relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
        select (relative, File.ReadAllText(path));

    /// <summary>The text between single backquotes.</summary>
    [GeneratedRegex("(?<!`)`([^`\n]+)`(?!`)")]
    private static partial Regex Code();

    /// <summary>A type or member, with type arguments or without.</summary>
    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]+(<[A-Za-z]+>)?(\.[A-Z][A-Za-z0-9]+)*$")]
    private static partial Regex Identifier();

    [GeneratedRegex(
        @"^[A-Za-z0-9._]+(/[A-Za-z0-9._-]+)*/?[A-Za-z0-9._-]*\.(cs|md|json|ps1|psd1|psm1)$|^(src|docs|tests|api|module|tools|samples)(/[A-Za-z0-9._-]+)*/?$")]
    private static partial Regex Path_();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]+")]
    private static partial Regex Word();

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex String();

    [GeneratedRegex(@"[ (]-[A-Z][A-Za-z]+|\b[A-Z][a-z]+-Rutter")]
    private static partial Regex OfPowerShell();
}
