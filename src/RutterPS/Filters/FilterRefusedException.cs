using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>Carries an error out of the reading of a script block; it never leaves <see cref="ScriptBlockFilter"/>.</summary>
internal sealed class FilterRefusedException(FilterError error) : Exception(error.Message)
{
    public FilterError Error { get; } = error;
}
