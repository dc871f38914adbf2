namespace Rutter.Client.Filtering;

/// <summary>
/// How a field is compared with a value. Which of them a field allows depends on its type: <see cref="FilterOperators.AllowedFor"/>.
/// Source: seed "Basics", heading "Filtering Objects".
/// </summary>
public enum FilterOperator
{
    /// <summary><c>=</c>: the same value; strings are compared with their case.</summary>
    Equal,

    /// <summary><c>~</c>: the string has a word that starts with the value, whatever the case.</summary>
    HasWordStartingWith,

    /// <summary><c>&lt;</c>: smaller or earlier.</summary>
    Less,

    /// <summary><c>&lt;=</c>: smaller, earlier or the same.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>: greater or later.</summary>
    Greater,

    /// <summary><c>&gt;=</c>: greater, later or the same.</summary>
    GreaterOrEqual,
}
