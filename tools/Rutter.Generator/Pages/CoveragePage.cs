using System.Globalization;
using System.Text;
using Rutter.Generator.Model;

namespace Rutter.Generator.Pages;

/// <summary><c>docs/coverage.md</c>: every operation of the API, and what does it.</summary>
internal static class CoveragePage
{
    public static string Of(Api api, IReadOnlySet<string> cmdlets)
    {
        var lines = new CoverageLines(api, cmdlets);
        var found = api.Operations.Select(operation => (operation, line: lines.Of(operation))).ToList();
        var typed = found.Count(operation => operation.line.Cmdlet != "Invoke-RutterRequest");
        var text = new StringBuilder($"""
            # What of the API there is a cmdlet for

            Made from `api/` by `dotnet run --project tools/Rutter.Generator -- pages`; a test runs each line against the emulator.

            The API has {found.Count} operations. {typed} have a cmdlet; for the other {found.Count - typed} there is `Invoke-RutterRequest`, with the same credentials, retries and errors.

            In the lines, `$id` is the id of the object that the line is about, and a variable such as `$vendor` an object that was read before: `$vendor = Get-RutterVendor -First 1`.
            °: the operation is on no public page that was read, and follows the rule of the others.


            """);
        foreach (var area in found.GroupBy(operation => operation.operation.Area))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {Naming.Sentence(area.Key.Replace('-', ' '))}\n\n| Operation | Line |\n|---|---|\n");
            foreach (var (operation, line) in area)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {operation.Method} {operation.Path}{(operation.Unverified is null ? "" : " °")} | `{line.Line}` |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}
