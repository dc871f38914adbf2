using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>A filter was refused before anything was sent.</summary>
public sealed class RutterFilterException : ArgumentException
{
    internal RutterFilterException(string message, string filter, IReadOnlyList<FilterError> errors)
        : base(message)
    {
        Filter = filter;

        // An array, because PowerShell cannot index every list of the compiler's own.
        Errors = errors.ToArray();
    }

    /// <summary>The filter as it was given; of a script block its source text.</summary>
    public string Filter { get; }

    /// <summary>What is wrong with it, in the order of the text: at least one.</summary>
    public IReadOnlyList<FilterError> Errors { get; }
}
