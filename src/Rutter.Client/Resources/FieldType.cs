namespace Rutter.Client.Resources;

/// <summary>
/// The type of a field as the filter language sees it: it decides which operators are allowed and how a value is written.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public enum FieldType
{
    /// <summary>Free text: <c>=</c> (case sensitive) and <c>~</c> (a word starts with, case insensitive).</summary>
    Text,

    /// <summary>An id that Rutter made, an enumeration or another string without words: <c>=</c> only.</summary>
    Identifier,

    /// <summary>
    /// A JSON number (or, in some objects, a string that holds one): <c>=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.
    /// </summary>
    Number,

    /// <summary>An ISO 8601 instant or a <c>YYYY-MM-DD</c> date in a string: the same operators as a number, quoted.</summary>
    Timestamp,

    /// <summary><c>true</c> or <c>false</c>, which no page shows a filter of.</summary>
    Boolean,

    /// <summary>A JSON object or array, which no filter can name.</summary>
    Structure,
}
