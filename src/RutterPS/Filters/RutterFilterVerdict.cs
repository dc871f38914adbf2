using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>What a check found in a filter.</summary>
public sealed class RutterFilterVerdict
{
    internal RutterFilterVerdict(CheckedFilter read, string resource)
    {
        IsValid = read.IsValid;
        Resource = resource;
        Filter = read.Source;
        Text = read.Text;
        Errors = [.. read.Errors];
        Warnings = [.. read.Warnings];
    }

    /// <summary>Whether it can be sent. Warnings do not count.</summary>
    public bool IsValid { get; }

    /// <summary>The kind of object that it was checked for, as the API calls it.</summary>
    public string Resource { get; }

    /// <summary>The filter as it was given; of a script block its source text. Places are counted in it.</summary>
    public string Filter { get; }

    /// <summary>What would be sent, or null where there are errors.</summary>
    public string? Text { get; }

    /// <summary>Why it cannot be sent, each with its Position (from 0), Length, Message and what is Expected there.</summary>
    public FilterError[] Errors { get; }

    /// <summary>What is doubtful, each with its Position (from 0), Length and Message.</summary>
    public FilterWarning[] Warnings { get; }

    /// <summary>The errors and warnings as lines, each with the filter and carets under the place; fit for a screen whatever the filter holds.</summary>
    public string Describe() => string.Join('\n', Errors.Concat<FilterDiagnostic>(Warnings).Select(finding => finding.Describe(Filter)));

    /// <summary>Valid, or the first error.</summary>
    public override string ToString() => Errors is [var first, ..] ? first.ToString() : "Valid";
}
