using System.Management.Automation;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>Reads the filter argument of a cmdlet that sends or checks it.</summary>
internal sealed class FilterArgument(PSCmdlet cmdlet, ResourceDefinition definition)
{
    private const int MostErrorsShown = 5;

    /// <summary>Reads and checks a filter without writing to the cmdlet's streams.</summary>
    /// <param name="filter">A value that <see cref="FilterTransformationAttribute"/> accepts.</param>
    public FilterVerdict Check(object filter)
    {
        if (filter is ScriptBlock block)
        {
            return new ScriptBlockFilter(block, definition, new ValueEvaluator(cmdlet, block)).Check();
        }

        return FilterCheck.Run((string)filter, definition);
    }

    /// <summary>Reads a filter to be sent. An invalid one ends the command.</summary>
    /// <param name="filter">A value that <see cref="FilterTransformationAttribute"/> accepts, or null.</param>
    /// <param name="isFinal">Whether an invalid one ends the command; otherwise its error is written.</param>
    /// <returns>The filter, or null for none.</returns>
    public FilterVerdict? Read(object? filter, bool isFinal = true)
    {
        if (filter is null)
        {
            return null;
        }

        var read = Check(filter);

        // Without fields in the definition, names cannot be checked.
        foreach (var warning in read.Warnings.Where(warning => definition.Fields.Count > 0 || warning.Kind != FilterWarningKind.UnknownField))
        {
            cmdlet.WriteWarning($"This filter may not mean what you mean:\n{warning.Describe(read.Filter)}");
        }

        if (!read.IsValid)
        {
            var refusal = Refusal(read);
            if (isFinal)
            {
                cmdlet.ThrowTerminatingError(refusal);
            }

            cmdlet.WriteError(refusal);
        }

        return read;
    }

    private ErrorRecord Refusal(FilterVerdict read)
    {
        var lines = new List<string> { "The filter was not sent:" };
        lines.AddRange(read.Errors.Take(MostErrorsShown).Select(error => error.Describe(read.Filter)));
        if (read.Errors.Count > MostErrorsShown)
        {
            lines.Add($"There are {read.Errors.Count - MostErrorsShown} more errors behind these.");
        }

        if (read.Errors.Any(error => error.Kind == FilterErrorKind.FieldNotFilterable))
        {
            lines.Add(WhatCanBeFiltered());
        }

        var advice = read.Tree is null ? null : ClientSideFilter.For(read.Tree, read.Errors, definition);
        if (advice is not null)
        {
            lines.Add($"PowerShell can select them here: {advice}");
        }

        return ErrorRecords.InvalidInput(
            new RutterFilterException(string.Join('\n', lines), read.Filter, read.Errors),
            "InvalidFilter",
            read.Filter,
            advice ?? "Correct the filter; nothing was sent. Test-RutterFilter checks one without sending it, and "
                + "about_Rutter_Filters says what can be written.");
    }

    private string WhatCanBeFiltered()
    {
        var names = definition.FilterableFields.Select(field => field.ApiName).ToList();
        var plural = definition.ListKey.Replace('_', ' ');
        var start = char.ToUpperInvariant(plural[0]) + plural[1..];
        return names.Count switch
        {
            0 => $"{start} cannot be filtered by Rutter.",
            1 => $"{start} can be filtered by {names[0]} only.",
            _ => $"{start} can be filtered by {string.Join(", ", names[..^1])} and {names[^1]} only.",
        };
    }
}
