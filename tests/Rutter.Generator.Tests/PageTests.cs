using Rutter.Generator.Reading;
using Xunit;

namespace Rutter.Generator.Tests;

/// <summary>The committed pages agree with the description.</summary>
public sealed class PageTests
{
    private const string Advice = "Run: dotnet run --project tools/Rutter.Generator -- pages";

    private static readonly string Docs = Path.Combine(ApiCopy.Repository, "docs");

    [Fact]
    public void The_pages_of_objects_and_of_the_coverage_are_as_the_description_says()
    {
        var mistakes = new Mistakes();
        var pages = PagesGeneration.Pages(Path.Combine(ApiCopy.Repository, "api"), ApiCopy.Manifest, mistakes);

        Assert.Empty(mistakes.All);
        var drifted = pages.Where(page => !File.Exists(Path.Combine(Docs, page.Path))
            || File.ReadAllText(Path.Combine(Docs, page.Path)).ReplaceLineEndings("\n") != page.Text);
        Assert.True(!drifted.Any(), $"{Advice}. These are not as they should be: {string.Join(", ", drifted.Select(page => page.Path))}");
        var known = pages.Select(page => Path.GetFileName(page.Path)).ToHashSet();
        Assert.All(Directory.GetFiles(Path.Combine(Docs, "objects")), file => Assert.Contains(Path.GetFileName(file), known));
    }

    [Fact]
    public void The_coverage_has_each_operation_once()
    {
        var mistakes = new Mistakes();
        var operations = new ApiReader(Path.Combine(ApiCopy.Repository, "api"), mistakes).Read()!.Operations;
        var rows = File.ReadLines(Path.Combine(Docs, "coverage.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains(" /", StringComparison.Ordinal)).ToList();

        Assert.Equal(247, operations.Count);
        Assert.Equal(operations.Count, rows.Count);
        Assert.All(
            operations, operation => Assert.Single(rows, row => row.StartsWith($"| {operation.Method} {operation.Path} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_line_for_an_operation_that_is_not_there_is_a_mistake_with_the_nearest_one()
    {
        using var api = new ApiCopy();
        api.Replace("cmdlets.json", "\"getJob\"", "\"getJobs\"");

        var mistake = Assert.Single(api.RunClient());
        Assert.EndsWith("cmdlets.json", mistake.File, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'getJob'?", mistake.Text, StringComparison.Ordinal);
    }
}
