using System.Management.Automation;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>Reads -Sort for a cmdlet that sends it.</summary>
internal static class SortArgument
{
    /// <summary>The sort order to send, or null for none. An invalid one ends the command.</summary>
    public static string? Read(PSCmdlet cmdlet, ResourceDefinition definition, string[]? sort)
    {
        if (sort is null)
        {
            return null;
        }

        var verdict = SortValidator.Check(string.Join(", ", sort), definition);
        if (!verdict.IsValid)
        {
            var error = verdict.Errors[0];
            var message = $"The order was not sent:\n{error.Describe(verdict.Text)}";
            if (definition.FindField(verdict.Text.Substring(error.Position, error.Length)) is { } field && !definition.CanFilterBy(field))
            {
                message += $"\nPowerShell can sort here: {ClientSideFilter.Command(definition)} | Sort-Object {field.Name}";
            }

            cmdlet.ThrowTerminatingError(ErrorRecords.InvalidInput(
                new RutterFilterException(message, verdict.Text, [error]),
                "InvalidSort",
                verdict.Text,
                "Correct -Sort; nothing was sent. One that works is -Sort 'last_synced_at ASC'."));
        }

        foreach (var warning in verdict.Warnings)
        {
            cmdlet.WriteWarning(warning.Message);
        }

        return verdict.Text;
    }
}
