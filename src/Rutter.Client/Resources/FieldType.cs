namespace Rutter.Client.Resources;

/// <summary>
/// The type of a field in the filter language. It decides which operators are allowed and how a value is written.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public enum FieldType
{
    /// <summary>Free text: <c>=</c> (case sensitive) and <c>~</c> (a word starts with, case insensitive).</summary>
    Text,

    /// <summary>An id from Rutter, an enumeration or another string without words: <c>=</c> only.</summary>
    Identifier,

    /// <summary>
    /// A JSON number (in some objects a string with a number): <c>=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.
    /// </summary>
    Number,

    /// <summary>An ISO 8601 instant or a <c>YYYY-MM-DD</c> date in a string: the same operators as a number, quoted.</summary>
    Timestamp,

    /// <summary><c>true</c> or <c>false</c>. The documentation shows no filter with it.</summary>
    Boolean,

    /// <summary>A JSON object or array, which no filter can name.</summary>
    Structure,
}
