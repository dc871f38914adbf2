namespace Rutter.Client.Filtering;

/// <summary>
/// Reads the filter language:
/// <code>
/// filter     = condition { ("AND" | "OR") condition }      both bind equally, from left to right
/// condition  = comparison | "(" filter ")"
/// comparison = field operator value
/// operator   = "=" | "~" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
/// value      = double quote, any text without double quotes, double quote | ["-"] digits ["." digits]
/// </code>
/// Space, tabs and line ends may stand between any two of these and need not, except between two words.
/// Source: seed "Basics", heading "Filtering Objects".
/// </summary>
public static class FilterParser
{
    /// <summary>Reads a filter, in time and memory that grow with its length only, however deep its parentheses are.</summary>
    /// <param name="text">Any text at all.</param>
    /// <returns>The syntax tree, or the first error with its place in the text; no text throws.</returns>
    public static FilterParseResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FilterParse(text).Run();
    }
}
