using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using Rutter.Client.Csv;

namespace RutterPS.Writes;

/// <summary>
/// Text from a row of a file. Export-RutterCsv puts an apostrophe before text that a spreadsheet would run as a formula. It is removed here, but only
/// from rows with nothing but text, as Import-Csv makes them. Text in other objects is kept.
/// </summary>
internal static class RowText
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Parameters = new();

    /// <summary>Whether a row of a file has fields that the API sets in every object and that nobody writes by hand.</summary>
    public static bool IsExport(PSObject? row) => IsOfFile(row) && row!.Properties["id"]?.Value is string { Length: > 0 }
        && row.Properties["last_synced_at"]?.Value is string { Length: > 0 };

    /// <summary>Restores the exported text in the parameters that a row has bound.</summary>
    /// <param name="command">The command, with its parameters bound.</param>
    /// <param name="row">The input; null without one.</param>
    /// <param name="isOnCommandLine">Whether a parameter is on the command line, and so does not come from the row.</param>
    public static void Restore(Cmdlet command, PSObject? row, Func<string, bool> isOnCommandLine)
    {
        if (!IsOfFile(row))
        {
            return;
        }

        foreach (var parameter in Parameters.GetOrAdd(command.GetType(), Find))
        {
            switch (parameter.GetValue(command))
            {
                case string text when text.StartsWith('\'') && !isOnCommandLine(parameter.Name):
                    parameter.SetValue(command, CsvCell.FromSpreadsheet(text));
                    break;
                case string[] texts when texts.Any(text => text?.StartsWith('\'') == true) && !isOnCommandLine(parameter.Name):
                    parameter.SetValue(command, texts.Select(CsvCell.FromSpreadsheet).ToArray());
                    break;
            }
        }
    }

    private static bool IsOfFile(PSObject? row) =>
        row is { BaseObject: PSCustomObject } && row.Properties.All(property => property.Value is null or string);

    private static PropertyInfo[] Find(Type command) =>
    [
        .. from property in command.GetProperties()
           where property.PropertyType == typeof(string) || property.PropertyType == typeof(string[])
           where property.GetCustomAttributes<ParameterAttribute>().Any(parameter => parameter.ValueFromPipelineByPropertyName)
           select property,
    ];
}
