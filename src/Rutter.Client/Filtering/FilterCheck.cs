using Rutter.Client.Resources;

namespace Rutter.Client.Filtering;

/// <summary>Reads and checks a filter in one go. A text that passes can be sent as it is.</summary>
public static class FilterCheck
{
    /// <summary>Reads a filter and checks it against the object that it is for.</summary>
    /// <param name="text">Any text at all; none throws.</param>
    /// <param name="definition">The object.</param>
    /// <returns>The syntax tree with its errors and warnings, or the error that stopped the reading.</returns>
    public static FilterVerdict Run(string text, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var result = FilterParser.Parse(text);
        return result.IsFilter ? FilterValidator.Validate(result.Tree, definition) : new FilterVerdict(null, [result.Error], []);
    }
}
