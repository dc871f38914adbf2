using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>
/// A table of filters and what is found in them, written as people would see it. Blocks are separated by empty lines; the first
/// line of a block is the filter, each other line one finding: ^^^ under the place of an error, ~~~ under that of a warning, and
/// the message. Errors come before warnings.
/// </summary>
internal static class FindingsTable
{
    public static TheoryData<string, string> Read(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (var block in table.Split("\n\n"))
        {
            var lines = block.Split('\n', 2);
            data.Add(lines[0], lines[1]);
        }

        return data;
    }

    public static string Write(FilterVerdict verdict) =>
        string.Join('\n', [.. verdict.Errors.Select(error => Line(error, '^')), .. verdict.Warnings.Select(warning => Line(warning, '~'))]);

    private static string Line(FilterDiagnostic finding, char mark) =>
        $"{new string(' ', finding.Position)}{new string(mark, Math.Max(1, finding.Length))} {finding.Message}";
}
